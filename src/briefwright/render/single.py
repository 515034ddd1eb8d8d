"""An edition as one HTML file, to be sent: pictures and style sheet inside, no scripts, no links to files it lacks."""

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

from briefwright.render.environment import labelling, render
from briefwright.render.material import Material
from briefwright.render.sandbox import Sandbox
from briefwright.render.shell import policy_of
from briefwright.render.site import style_sheets
from briefwright.render.style import has_look, sheet
from briefwright.render.views import BriefView

_IDLE = re.compile(r"<(script|button|template|dialog)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""What does nothing without scripts."""
_LIVE = re.compile(r"\sdata-(?:chart|live|engine|keys)=\"[^\"]*\"")
"""Where the scripts of a chart are."""
_OFFERS = re.compile(r"<p class=\"offers\">.*?</p>\n?", re.DOTALL)
_TAG = re.compile(r"<(?:a|img|source)\b(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>", re.IGNORECASE)
_ADDRESS = re.compile(r"\s(href|src|srcset)=(\"[^\"]*\"|'[^']*')")
_OF_A_LINK = re.compile(r"\s(?:download|hreflang|rel|target|type)(?:=(?:\"[^\"]*\"|'[^']*'))?(?=[\s>])")
_ELSEWHERE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_REMARK = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|/\*.*?\*/\n?", re.DOTALL)
"""A comment of a style sheet; strings are matched to be left alone."""
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def name(slug: str, lang: str) -> str:
    return f"{slug}.{lang}.html"


def single(
    jinja: Sandbox, brief: BriefView, material: Material, body: Markup, files: Mapping[str, bytes], address: str
) -> str:
    """The page whose ``body`` is that of the screen; ``files`` lie beside that page, which is online at ``address``.

    Without an address, links to other pages and files are words, and lines that only offer files are left out.
    """
    house = material.house if has_look(material.world, material.house) else ""
    rules = style_sheets(material.world, material.tokens, [brief.lang], house)[sheet(brief.lang, house)].decode()
    rules = _REMARK.sub(lambda found: found[1] or "", rules).replace("</", r"<\/")  # no end of the element in strings
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    context = {
        "brief": brief,
        "medium": "screen",
        "label": labelling(material.locale.labels),
        "policy": policy_of(
            {"script-src": "'none'", "connect-src": "'none'", "style-src": f"'sha256-{digest}'", "img-src": "data:"}
        ),
        "styles": Markup(rules),  # noqa: S704 - the project's own style sheet
        "body": Markup(alone(body, files, address)),  # noqa: S704 - less of what was safe
        "address": address,
    }
    return render(jinja, "layouts/single.html.j2", context)


def alone(body: str, files: Mapping[str, bytes], address: str) -> str:
    """``body`` without what needs other files: pictures become data, links absolute or words."""
    body = _LIVE.sub("", _IDLE.sub("", body))
    if not address:
        body = _OFFERS.sub("", body)

    def mended(tag: re.Match[str]) -> str:
        found = _ADDRESS.search(tag[0])
        if not found:
            return tag[0]
        kept = _kept(found[1], unescape(found[2][1:-1]), files, address)
        if kept is None:
            return _OF_A_LINK.sub("", tag[0].replace(found[0], "", 1))
        return tag[0].replace(found[0], f' {found[1]}="{escape(kept)}"', 1)

    return _TAG.sub(mended, body)


def _kept(kind: str, target: str, files: Mapping[str, bytes], address: str) -> str | None:
    """What an address becomes; None where it leads nowhere from here."""
    if kind != "href":
        data = files.get(target)
        media = _MEDIA.get(target.rpartition(".")[2].lower(), "")
        return f"data:{media};base64,{base64.b64encode(data).decode()}" if data is not None and media else target
    if target.startswith("#") or _ELSEWHERE.match(target):
        return target
    return urljoin(address, target) if address else None
