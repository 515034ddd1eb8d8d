"""HTML to PDF through WeasyPrint: nothing fetched but what is handed in, PDF/A-3a and PDF/UA-1 in one file."""

import logging
import urllib.parse
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from briefwright import collector
from briefwright.model.finding import Finding, Refused, Span
from briefwright.render import constants, cover, lines, pairs, tables, tags
from briefwright.render.attached import Attached, attachments
from briefwright.render.reflow import laid_out

_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A allows only declared metadata; this declares and states PDF/UA-1, which WeasyPrint writes instead of PDF/A."""
_VARIANT = "pdf/a-3a"
_SCHEME = "asset"
BASE = f"{_SCHEME}:///"


def pdf(
    html: str,
    assets: Mapping[str, tuple[bytes, str]],
    name: str,
    zoom: float = 1,
    *,
    attached: Sequence[Attached] = (),
    day: date = date.min,
) -> bytes:
    """``html`` as PDF. ``assets`` maps ``asset:///…`` addresses to bytes and media type; nothing else can be fetched.

    ``attached`` are files to put into it, as of ``day``.
    Raises Refused: R502 for a fetch that was denied, R504 for an error that WeasyPrint logs. ``name`` is for messages.
    """
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    _know_scheme()
    fetcher = _fetcher(assets)
    with _quiet() as errors, collector.paused():
        try:
            source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
            fonts = FontConfiguration()
            body = source.etree_element.find("body")
            lang = source.etree_element.get("lang", "")
            is_chinese = lang.startswith("zh")
            if is_chinese:
                lines.squeeze(source.etree_element, traditional=lang == "zh-Hant")
            else:
                lines.keep_words(source.etree_element)
            lines.keep_ends(source.etree_element)
            constants.write_out(source.etree_element)
            tables.prepare(source.etree_element, body.get("data-rest", "{}") if body is not None else "{}")
            pairs.level(source.etree_element)
            cover.fold(source.etree_element)
            document = laid_out(
                source.etree_element,
                lambda: source.render(font_config=fonts, pdf_tags=True, pdf_variant=_VARIANT),
            )
            lines.flush(document, chinese=is_chinese)
            tags.drop_repeated_links(document)
            _declare_ua(document)
            document.metadata.attachments += attachments(attached, day)
            content: bytes = document.write_pdf(zoom=zoom, finisher=tags.finish, pdf_tags=True, pdf_variant=_VARIANT)
        except FatalURLFetchingError:
            content = b""
    findings = [
        Finding(
            "R502", f"{name}: the page asks for '{url}', which is not among its assets", Span("templates"), _FETCH_HELP
        )
        for url in fetcher.denied
    ]
    findings += [Finding("R504", f"{name}: {message}", Span("templates"), _ERROR_HELP) for message in errors]
    if findings or not content:
        raise Refused(*(findings or [Finding("R504", f"{name}: no PDF was made", Span("templates"), _ERROR_HELP)]))
    return content


def depth(html: str, assets: Mapping[str, tuple[bytes, str]], marker: str) -> float:
    """How far down its first page the element ``marker`` of ``html`` stands, in CSS pixels; 0 where it does not.

    What goes wrong is left for ``pdf`` to tell.
    """
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    _know_scheme()
    with _quiet(), collector.paused():
        try:
            document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_fetcher(assets)).render()
        except FatalURLFetchingError:
            return 0.0
    places: dict[str, tuple[float, ...]] = document.pages[0].anchors
    return places[marker][1] if marker in places else 0.0


_FETCH_HELP = "a brief may use only files of the project's assets/; nothing is fetched from the network or the disk"
_ERROR_HELP = "mend the template or style sheet named in the message"


def _know_scheme() -> None:
    """Let relative addresses in assets be resolved: Python joins only addresses of schemes that it knows."""
    for known in (urllib.parse.uses_relative, urllib.parse.uses_netloc):
        if _SCHEME not in known:
            known.append(_SCHEME)


def _fetcher(assets: Mapping[str, tuple[bytes, str]]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class LockedFetcher(URLFetcher):  # type: ignore[misc]
        """Serves ``assets`` and remembers everything else it was asked for."""

        def __init__(self) -> None:
            super().__init__(timeout=1, allowed_protocols=(_SCHEME,), allow_redirects=False, fail_on_errors=True)
            self.denied: list[str] = []

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            found = assets.get(url)
            if found is None:
                self.denied.append(url[:200])
                raise ValueError("denied")
            return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})

    return LockedFetcher()


def _declare_ua(document: Any) -> None:
    write = document.metadata.generate_rdf_metadata

    def with_ua(*arguments: Any) -> bytes:
        written: bytes = write(*arguments)
        return written.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = with_ua


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """WeasyPrint's log caught: its errors become ours, its warnings about unknown CSS too, the rest is dropped."""
    logger = logging.getLogger("weasyprint")
    errors: list[str] = []

    class Catch(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                errors.append(record.getMessage()[:300])

    before, spread, handler = logger.handlers[:], logger.propagate, Catch()
    logger.handlers, logger.propagate = [handler], False
    try:
        with warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile to the collector.
            warnings.simplefilter("ignore", ResourceWarning)
            yield errors
    finally:
        logger.handlers, logger.propagate = before, spread
