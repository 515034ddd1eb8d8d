"""Everything in a release that is not an edition: pages, style sheets, scripts, feeds, schemas.

Made from what the editions of the release say of themselves, those carried over included, and from the records that
theses share. An edition's numbers are those of its ``ledger.json``, so that no page tells them otherwise.
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright import load, pipeline
from briefwright.model.lang import LANGS, Lang
from briefwright.pipeline import Examined
from briefwright.publish import Content, EditionEntry, read_content
from briefwright.world import World

if TYPE_CHECKING:
    from briefwright.render.site import Language

SCHEMAS = "schema/"
"""Where a release holds them."""


def site(
    world: World,
    examined: Examined,
    editions: Sequence[EditionEntry],
    files: Mapping[str, Content],
    base_url: str = "",
) -> dict[str, bytes]:
    """All of it but schemas for ``editions``, whose ``files`` are given by their paths in the release.

    Raises Refused for faults of templates, style sheets and tokens.
    """
    from briefwright.render import site as rendering
    from briefwright.render.site.crawlers import crawled
    from briefwright.render.site.feeds import feeds
    from briefwright.render.site.shared import shared_numbers

    present = {edition.lang for edition in editions}
    order = [lang for lang in LANGS if lang in present]
    tokens = load.tokens(world)
    tree: dict[str, bytes] = {**style_sheets(world, order), **rendering.scripts(world)}
    languages = [_language(world, examined, lang, order, editions, files) for lang in order]
    for language in languages:
        tree |= rendering.pages(world, language, languages, base_url)
        tree |= feeds(language, base_url, world.as_of.isoformat())
        mine = {one.thesis: one.about for one in editions if one.lang == language.lang}
        tree |= shared_numbers(language.lang, mine)
    if languages:
        tree["index.html"] = rendering.front_page(world, languages)
        tree["404.html"] = rendering.missing_page(world, tokens, languages, base_url)
    days = {f"{one.lang}/{one.thesis}/{one.about.page}": one.about.day for one in editions if one.about.page}
    return tree | crawled([*tree, *days], days, order, base_url)


def style_sheets(world: World, languages: Sequence[Lang]) -> dict[str, bytes]:
    """Those of a site's pages, and of the pages of every house that looks otherwise. Raises Refused as ``look``."""
    from briefwright.render import site as rendering

    tree: dict[str, bytes] = rendering.style_sheets(world, load.tokens(world), languages)
    for house in load.houses_with_look(world, "site.css"):
        tree |= rendering.style_sheets(world, load.tokens(world, house), languages, house)
    return tree


def schemas(editions: Sequence[EditionEntry], last: Mapping[str, Path]) -> dict[str, Content]:
    """The schemas of what the editions have. ``last`` are those of the last release, if it is one of this program."""
    names = {name.rpartition("/")[2] for edition in editions for name in edition.files}
    wanted = {f"{SCHEMAS}{name}": name for name in ("ledger.json", "brief.json") if name in names}
    if wanted.keys() <= last.keys():
        return {path: last[path] for path in wanted}
    from briefwright.model.brief import brief_schema
    from briefwright.model.ledger import ledger_schema

    made = {"ledger.json": ledger_schema, "brief.json": brief_schema}
    return {path: (json.dumps(made[name](), indent=2) + "\n").encode() for path, name in wanted.items()}


def _language(
    world: World,
    examined: Examined,
    lang: Lang,
    order: Sequence[Lang],
    editions: Sequence[EditionEntry],
    files: Mapping[str, Content],
) -> "Language":
    from briefwright.render.site import Listed, language

    shared, labels = examined.library.shared, load.labels(world, lang)
    mine = sorted((edition for edition in editions if edition.lang == lang), key=lambda edition: edition.thesis)
    houses = (shared.houses[one.about.house_id] for one in mine if one.about.house_id in shared.houses)
    house = next(houses, None) or next(iter(shared.houses.values()))
    locale = pipeline.locale_of(shared, house.data, lang, labels)
    listed = [Listed(one.thesis, one.about, partial(_ledger, one, files)) for one in mine]
    return language(world, listed, shared, locale, labels, order)


def _ledger(edition: EditionEntry, files: Mapping[str, Content]) -> Mapping[str, Any]:
    """The numbers of an edition as it publishes them; nothing where it has no page."""
    content = files.get(f"{edition.lang}/{edition.thesis}/{edition.about.ledger}")
    if not edition.about.ledger or content is None:
        return {}
    found: Mapping[str, Any] = json.loads(read_content(content))
    return found
