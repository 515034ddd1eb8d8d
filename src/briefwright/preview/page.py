"""A page under preview: the edition's own page with findings over it, or the list of editions."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from briefwright.model.finding import Finding, Severity

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_EMPTY = Markup(
    '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n</head>\n'
    "<body>{}</body>\n</html>\n"
)
_MOST = 100


def page(html: str, findings: Sequence[Finding], version: int, links: Sequence[tuple[str, str]], stale: bool) -> str:
    """``html`` with findings and ``links`` (text and address) over it, and what reloads it.

    The page's own policy is left out, as it forbids the script that reloads; the server sends one that allows it.
    """
    html = _POLICY.sub("", html)
    head = Markup('<link rel="stylesheet" href="/preview/overlay.css">')
    script = Markup('<script src="/preview/overlay.js" data-version="{}"></script>').format(version)
    html = _before(html, "</head>", str(head))
    return _before(html, "</body>", str(_overlay(findings, links, stale)) + str(script))


def blank(lang: str, title: str) -> str:
    """A page for an edition that could never be made yet."""
    return str(_EMPTY.format(lang, title, ""))


def listing(editions: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """A page that names every thesis with links to its editions (text and address)."""
    items = []
    for title, links in editions:
        shown = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(address, text) for text, address in links)
        items.append(Markup("<li>{}<br>{}</li>").format(title, shown))
    whole = Markup('<main class="bw-preview-list"><h1>Preview</h1><ul>{}</ul></main>').format(Markup("").join(items))
    return str(_EMPTY.format("en", "Preview", whole))


def _overlay(findings: Sequence[Finding], links: Sequence[tuple[str, str]], stale: bool) -> Markup:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((errors, "error"), (warnings, "warning"))]
    told = ", ".join(part for part in parts if not part.startswith("0 ")) or "no findings"
    rows = [_finding(finding) for finding in findings[:_MOST]]
    if len(findings) > _MOST:
        rows.append(Markup("<li>and {} more: <code>briefwright check</code></li>").format(len(findings) - _MOST))
    shown = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(address, text) for text, address in links)
    note = Markup("<p>This page is as it last could be made.</p>") if stale else Markup("")
    opened = Markup(" open") if errors or stale else Markup("")
    listed = Markup("<ol>{}</ol>").format(Markup("").join(rows)) if rows else Markup("")
    whole = Markup('<details id="bw-preview"{}><summary>{}</summary>{}{}<p>{}</p></details>\n')
    return whole.format(opened, told, note, listed, shown)


def _finding(finding: Finding) -> Markup:
    span = finding.span
    place = f"{span.file}:{span.line}:{span.column}" if span else ""
    help_ = Markup("<small>help: {}</small>").format(finding.help) if finding.help else Markup("")
    return Markup('<li class="{}"><b>{}</b> {}<small><code>{}</code></small>{}</li>').format(
        finding.severity.value, finding.code, finding.message, place, help_
    )


def _before(html: str, mark: str, added: str) -> str:
    """``html`` with something put before the last ``mark``, or at its end where there is none."""
    at = html.rfind(mark)
    return html + added if at < 0 else html[:at] + added + html[at:]
