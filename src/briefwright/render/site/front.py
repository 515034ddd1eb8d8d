"""The two pages at the root: the choice of language, and what a server shows for an address that leads nowhere."""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from briefwright.render.environment import environment, render
from briefwright.render.shell import policy_of, tongue
from briefwright.render.site.language import Language
from briefwright.render.site.views import TongueHomeView
from briefwright.render.style import dark, variables
from briefwright.world import World

_RULES = "assets/missing.css"


def front_page(world: World, languages: Sequence[Language]) -> bytes:
    """``index.html``: each language with its home."""
    first, policy = languages[0], policy_of({})
    context = {"lang": first.lang, "sheet": first.sheet, "policy": policy, "tongues": tongues(languages, "")}
    return render(environment(world), "site/root.html.j2", context).encode()


def missing_page(
    world: World, tokens: Mapping[str, Mapping[str, object]], languages: Sequence[Language], base_url: str
) -> bytes:
    """``404.html``, which a server shows at any depth: it needs no other file; home it leads if it knows how."""
    lang = languages[0].lang
    styles = variables(tokens, lang) + dark(tokens) + world.read(_RULES).decode()
    styles = styles.replace("</", r"<\/")  # as CSS the same, and no end of the element
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    nothing = dict.fromkeys(("script-src", "connect-src", "img-src", "font-src"), "'none'")
    context = {
        "lang": lang,
        "policy": policy_of({**nothing, "style-src": f"'sha256-{digest}'"}),
        "styles": Markup(styles),  # noqa: S704 - the project's own style sheet
        "tongues": tongues(languages, base_url) if base_url else tongues(languages, None),
    }
    return render(environment(world), "site/missing.html.j2", context).encode()


def tongues(languages: Sequence[Language], base: str | None) -> tuple[TongueHomeView, ...]:
    """Every language with the way to its home from ``base``; without one there is no way."""
    return tuple(
        TongueHomeView(
            one.lang,
            tongue(one.labels, one.lang),
            one.site.house,
            one.site.tagline,
            f"{base}{one.lang}/index.html" if base is not None else "",
            one.labels["missing_title"],
            one.labels["missing_says"],
            one.labels["missing_home"],
        )
        for one in languages
    )
