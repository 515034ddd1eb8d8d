"""Author's text to safe HTML: lookups, citations and references resolved, Chinese set as Chinese.

The only place where content becomes Markup. Everything not written here is escaped by Jinja.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from briefwright.language import Locale
from briefwright.language.spacing import HAN, THIN, halved, meets
from briefwright.model.behind import sources
from briefwright.model.number import Number, Results
from briefwright.model.period import Kind
from briefwright.model.segments import Segment, What, segments
from briefwright.model.text import Text

_SHARED_MARKS = re.compile(r"[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]+")
"""Marks that Latin and Chinese fonts both have, and that must come from the Chinese one in Chinese text."""
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")
_MODEL = re.compile(r"\b[A-Za-z]+-\d[\w.]*")
"""Names such as GPT-3.5, which a browser would break at the hyphen."""
_PHONE = 32
"""Latin letters that a line of a small phone holds; a Chinese character takes the place of two."""


def anchor(prefix: str, address: str) -> str:
    """An HTML id for a number, source or exhibit: ``n-cn_ai_software-2026E``."""
    return prefix + "-" + re.sub(r"[^A-Za-z0-9_.-]+", "-", address).strip("-")


@dataclass(slots=True)
class Uses:
    """What an edition has printed so far, in order of first appearance."""

    numbers: dict[str, bool] = field(default_factory=dict)
    """Address → whether its first appearance has an anchor of its own in the text (else it is in an exhibit)."""
    sources: dict[str, int] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    """Sources that exhibits name without a mark; they are numbered after those that have one."""

    def cite(self, source: str) -> int:
        return self.sources.setdefault(source, len(self.sources) + 1)


class Typesetter:
    """Sets text of one edition. ``exhibits`` maps exhibit ids to their running numbers.

    ``doubtful`` are the sources that are flagged wherever they are cited, or a number rests on them.
    """

    def __init__(
        self,
        locale: Locale,
        results: Results,
        exhibits: Mapping[str, int],
        uses: Uses,
        doubtful: Collection[str] = (),
    ) -> None:
        self.locale, self.results, self.exhibits, self.uses = locale, results, exhibits, uses
        self.doubtful = frozenset(doubtful)
        self._chinese = locale.lang != "en"

    def text(self, text: Text | None, *, links: bool = True) -> Markup:
        """A text field of the content. ``links=False`` for headings and titles, where anchors would repeat."""
        return self.string(self.locale.text(text), links=links)

    def plain(self, text: Text | None) -> str:
        """The same without markup, for titles, attributes and bookmarks."""
        return self.plain_string(self.locale.text(text))

    def plain_string(self, text: str) -> str:
        """``text`` in this edition's language, its segments resolved, without markup."""
        return self.spaced("".join(self.plain_part(part) for part in segments(text)))

    def string(self, text: str, *, links: bool = True) -> Markup:
        """``text`` in this edition's language, its segments resolved."""
        return self.parts(segments(text), links=links)

    def parts(self, parts: tuple[Segment, ...], *, links: bool = True) -> Markup:
        html = Markup("")
        last = ""
        for part in parts:
            if part.what is What.CITATION:
                html = html.rstrip(" ")
                html += self.citation(part.target) if links else ""
                continue
            plain = self.plain_part(part)
            html += self.gap(last, plain)
            html += self.words(plain) if part.what is What.WORDS else self._linked(part, plain, links)
            last = plain[-1:] or last
        return html

    def gap(self, before: str, after: str) -> str:
        """The thin space between Han and Latin where two pieces of Chinese text meet, else nothing."""
        return THIN if self._chinese and meets(before[-1:] + after[:1]) else ""

    def words(self, text: str) -> Markup:
        """Words without segments: escaped; in Chinese spaced from Latin, shared marks taken from the Chinese font."""
        html = _MODEL.sub(r'<span class="nb">\g<0></span>', str(escape(self.spaced(text))))
        if not self._chinese:
            return Markup(html)  # noqa: S704 - escaped one line above
        html = halved(html, '<span class="half">', "</span>", traditional=self.locale.lang == "zh-Hant")
        return Markup(_SHARED_MARKS.sub(r'<span class="han">\g<0></span>', html))  # noqa: S704 - escaped one line above

    def kept(self, text: str) -> Markup:
        """Words that stay on one line, such as a remark in brackets; a blank before them may still break."""
        blank = text[: len(text) - len(text.lstrip())]
        return Markup('{}<span class="nb">{}</span>').format(blank, self.words(text.lstrip()))

    def spaced(self, text: str) -> str:
        """Plain text, in Chinese with thin spaces between Han and Latin."""
        return self.locale.spaced(text)

    def citation(self, source: str) -> Markup:
        cited = Markup('\u2060<sup class="cite"><a href="#{}">{}</a></sup>').format(
            anchor("s", source), self.uses.cite(source)
        )
        return cited + self.doubt(source in self.doubtful)

    def doubt(self, doubtful: bool) -> Markup:
        """The flag of what comes from a doubtful source, in words; nothing for other sources."""
        if not doubtful:
            return Markup("")
        return Markup('\u2060<sup class="doubt">{}</sup>').format(self.locale.label("reliability_doubtful"))

    def kinds(self, text: Text, *, short: bool = False) -> str:
        """The kinds other than actual of the numbers that ``text`` looks up, in brackets: (estimate), (est.)."""
        looked_up = [part.target for part in segments(self.locale.text(text)) if part.what is What.LOOKUP]
        found = {self.results.numbers[address].kind for address in looked_up} - {Kind.ACTUAL}
        key = "kind_short_" if short else "kind_"
        told = self.locale.join([self.locale.label(key + kind.value) for kind in Kind if kind in found])
        return self.locale.label("in_brackets", text=told) if told else ""

    def cited(self, text: Text, source: str | None) -> Markup:
        """A sentence with its citation, which stands before the full stop as in running text."""
        said = self.text(text)
        if source is None:
            return said
        stop = said[-1:] if said.endswith(("。", ".")) else Markup("")
        return said[: len(said) - len(stop)] + self.citation(source) + stop

    def name(self, number: Number) -> Markup:
        """A number's label; for a point of a series with its period, which the label does not hold."""
        label = self.text(number.label, links=False)
        if number.period is None or "[" not in number.address:
            return label
        return label + self.words(self.locale.label("in_brackets", text=self.locale.period(number.period)))

    def number(self, number: Number, option: str = "", *, links: bool = True) -> Markup:
        """A number as printed in prose or in a table, linked to its line in the appendix."""
        shown = Markup(whole(self.words(self.locale.number(number, option))))  # noqa: S704 - only joiners are added
        entry = self.entry(number)
        doubt = self.doubt(bool(self.doubtful) and not self.doubtful.isdisjoint(sources([number], self.results)))
        if not links:
            self.uses.numbers.setdefault(entry, False)
            return Markup('<span class="{}">{}</span>').format(held(shown), shown) + doubt
        first = not self.uses.numbers.get(entry, False)
        self.uses.numbers[entry] = True
        identity = Markup(' id="{}"').format(anchor("u", entry)) if first else Markup("")
        link = Markup('<a class="{}"{} href="#{}">{}</a>')
        return link.format(held(shown), identity, anchor("n", entry), shown) + doubt

    def entry(self, number: Number) -> str:
        """The line of the appendix that holds ``number``: its own, or its series' where that is computed."""
        name = number.address.partition("[")[0]
        series = self.results.series.get(name)
        return name if series and series.derivation else number.address

    def _linked(self, part: Segment, plain: str, links: bool) -> Markup:
        if part.what is What.LOOKUP:
            return self.number(self.results.numbers[part.target], part.option, links=links)
        if part.what is What.REFERENCE and links:
            held = Markup(whole(self.words(plain)))  # noqa: S704 - only joiners are added
            return Markup('<a class="ref" href="#{}">{}</a>').format(anchor("x", part.target), held)
        return self.words(plain)

    def plain_part(self, part: Segment) -> str:
        """A segment without markup; a citation is nothing."""
        if part.what is What.LOOKUP:
            return self.locale.number(self.results.numbers[part.target], part.option)
        if part.what is What.REFERENCE:
            return self.locale.label("exhibit", number=str(self.exhibits[part.target]))
        return "" if part.what is What.CITATION else part.text


def whole(html: str) -> str:
    """``html`` of a number so that no line breaks inside it: thin spaces that hold, joiners in Han and at dashes."""
    kept = html.replace(THIN, "\u202f").replace(" ", "\u00a0").replace("–", "\u2060–\u2060")
    return _BETWEEN_HAN.sub("\u2060", kept)


def held(shown: Markup) -> str:
    """The classes of a number, which a screen keeps on one line unless no line of a phone could hold it."""
    width = sum(1 + (east_asian_width(one) in "WF") for one in shown.striptags() if one != "\u2060")
    return "num" if width <= _PHONE else "num long"
