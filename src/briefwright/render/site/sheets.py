"""The style sheets of the site, from the tokens."""

from collections.abc import Mapping, Sequence

from briefwright.render.style import dark, rules, sheet, variables
from briefwright.world import World


def style_sheets(
    world: World, tokens: Mapping[str, Mapping[str, object]], languages: Sequence[str], house: str = ""
) -> dict[str, bytes]:
    """One sheet a language, because the fonts differ; of a ``house`` with a look of its own."""
    own = "".join(text for _, text in rules(world, "assets/site.css", house))
    return {sheet(lang, house): (variables(tokens, lang) + dark(tokens) + own).encode() for lang in languages}
