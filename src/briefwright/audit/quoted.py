"""Reads the words of an extract: the quantities, years, days and names it prints, and how sure it is of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefwright.audit.numerals import LARGE, MULTIPLIERS, SMALL, english, han
from briefwright.audit.quantities import CURRENCIES, SCALES, UNITS
from briefwright.model.amount import Amount, Form

YUAN_OR_YEN = "¥"
"""The unit of an amount after ¥, which may be either."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity that an extract prints, in base units. ``amount`` has the first of the ``forms`` it may be read in.

    ``unit`` is ``%``, ``pp``, ``bp``, ``x``, a currency, ``¥``, a duration, or "" where the words say nothing.
    ``tail`` is what stands right after the digits, where a letter may be a scale or a noun: ``40T``.
    """

    text: str
    amount: Amount
    forms: tuple[Form, ...]
    unit: str = ""
    tail: str = ""
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """An extract, read. ``years`` are ``2021``, ``months`` ``2021-03``, ``days`` ``02-07``, ``names`` ``GPT3``.

    ``listed`` is how many things it lists where it is nothing but a list, else 0.
    """

    text: str
    readings: tuple[Reading, ...]
    years: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    names: frozenset[str]
    listed: int = 0

    @property
    def quotes(self) -> bool:
        return _QUOTES.search(self.text) is not None

    @property
    def looks_ahead(self) -> bool:
        return _AHEAD.search(_TITLE.sub("", self.text)) is not None

    @property
    def estimates(self) -> bool:
        return _ESTIMATED.search(self.text) is not None

    @property
    def judges(self) -> bool:
        return _JUDGED.search(self.text) is not None


_QUOTES = re.compile(
    r"表示|称|稱|指出|提到|提出|认为|認為|预计|預計|预测|預測|估计|估計|数据|數據|根据|根據|据|據|"
    r"\b(?:said|says?|according to|data|forecasts?|estimates?|expects?|puts?|reports?|states?)\b",
    re.IGNORECASE,
)
"""What goes with a name where it is not a mere subject: 英伟达表示, IDC forecasts."""
_AHEAD = re.compile(
    r"预计|預計|预测|預測|有望|预期|預期|将会|將會|将达|將達|将有|將有|将从|將從|将由|將由|有较大可能|有較大可能|展望|"
    r"\b(?:expect\w*|forecast\w*|project(?:s|ed|ions?)|will|may|likely|outlook)\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(
    r"估计|估計|估算|测算|測算|推算|预估|預估|需要|所需|定律|\b(?:estimat\w*|would|law)\b", re.IGNORECASE
)
"""An estimate, what something would take, or a rule of thumb: none is an observation."""
_JUDGED = re.compile(r"认为|認為|建议|建議|看好|\b(?:believ\w*|think\w*|view\w*|recommend\w*)\b", re.IGNORECASE)

_TITLE = re.compile("《[^》]*》")
"""The title of a document, which may be an outlook without each of its figures being a forecast."""

_YEAR = re.compile(
    r"(?<![\d.,])(?P<year>(?:19|20|21)\d\d)(?:年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号號])?)?|(?=[AEF]\b|Q[1-4]))|"
    r"\b(?:in|by|since|from|for|of|to|until|year|fiscal|FY)\s?(?P<english>(?:19|20|21)\d\d)(?![\d,]|\.\d|\s?[bmt]n)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})\s(?P<month>{'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[-–]?\d[\d.]*[A-Za-z]*")

_VERB = "(?:提高|提升|增加|增长|增長|减少|減少|下降)?"
_BEFORE: tuple[tuple[re.Pattern[str], tuple[Form, ...]], ...] = tuple(
    (re.compile(rf"(?:{words})\s?{_VERB}(?:达|達|到|了|为|為)?\s*$", re.IGNORECASE), forms)
    for words, forms in (
        (
            r"不(?:超过|超過|高于|高於|多于|多於)|至多|最多|at most|up to|no(?:t)? more than|<=|≤",
            (Form.AT_MOST,),
        ),
        (r"不(?:低于|低於|少于|少於|小于|小於)|至少|最少|at least|no(?:t)? (?:less|fewer) than|>=|≥", (Form.AT_LEAST,)),
        (
            r"超过|超過|超|逾|突破|多于|多於|高于|高於|大于|大於|over|above|more than|exceed\w*|>",
            (Form.ABOVE,),
        ),
        (
            r"不到|不足|未到|未达|未達|低于|低於|少于|少於|小于|小於|under|below|(?:less|fewer) than|<",
            (Form.BELOW,),
        ),
        (r"接近|将近|將近|近|nearly|almost|close to", (Form.ABOUT, Form.BELOW)),
        (r"约|約|大概|about|around|approximately|roughly|some|~|～", (Form.ABOUT,)),
    )
)
_MEASURE_WORDS = "个個张張颗顆家台臺款种種项項条條次名人只隻件"
_COUNTED = f"[{_MEASURE_WORDS}]?"
_AFTER: tuple[tuple[re.Pattern[str], tuple[Form, ...]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), forms)
    for words, forms in (
        (rf"\s?(?:{_COUNTED}及?以上|or more|and above|\+(?!\s?\d))", (Form.AT_LEAST, Form.ABOVE)),
        (rf"\s?(?:{_COUNTED}及?以下|or (?:less|fewer)|and below)", (Form.AT_MOST, Form.BELOW)),
        (r"\s?(?:以内|以內|之内|之內)", (Form.AT_MOST,)),
        (r"\s?(?:左右|上下|or so)", (Form.ABOUT,)),
    )
)

_SCALE = "|".join(sorted((re.escape(word) for word in SCALES), key=len, reverse=True))
_BEFORE_DIGITS = "|".join(f"(?P<c{place}>{pattern})" for place, (_, pattern) in enumerate(CURRENCIES))
_WORD = "|".join((*SMALL, *LARGE, *MULTIPLIERS))
_QUANTITY = re.compile(
    rf"(?:(?:{_BEFORE_DIGITS})\s?)?(?P<sign>(?<![\w)）%％])[-−])?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<han>[零〇一二两兩三四五六七八九十百千]+(?:[点點][零〇一二三四五六七八九]+)?)"
    rf"|(?P<english>\b(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}))*\b)"
    r"|(?P<alone>(?<=[过過超逾近达達到破])(?=[万萬亿億])))"
    rf"(?P<more>[多余餘])?(?P<tail>[\s-]?(?P<scale>{_SCALE})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_UNIT = re.compile("|".join(f"(?P<u{place}>{pattern})" for place, (_, pattern) in enumerate(UNITS)))
_MONTH = re.compile(r"月(?!\d)")
_JOINED = re.compile(r"\s?(?:[-–—~～至到]|to)\s?")
_LIST = re.compile(r"[、，,]|\band\b|和|及")
_STOP = re.compile(r"[。！？!?;；:：…]")
_LONGEST = 60
"""Digits that an amount may have."""


@lru_cache(maxsize=4096)
def read(text: str) -> Words:
    """What ``text`` prints. Reads anything; what it does not understand it leaves out."""
    bare, years, months, days = _dates(text)
    names = frozenset(_plain(match[0]) for match in _NAME.finditer(text))
    bare = _NAME.sub(lambda match: " " * len(match[0]), bare)
    readings = tuple(_ranges([*_quantities(bare)], bare))
    items = [item for item in _LIST.split(text) if item.strip()]
    listed = len(items) if len(items) > 1 and not readings and not days and not _STOP.search(text) else 0
    return Words(text, readings, years, months, days, names, listed)


def names_in(text: str) -> frozenset[str]:
    """Names with a number in them, written alike: ``GPT-3`` and ``GPT3`` are one."""
    return frozenset(_plain(match[0]) for match in _NAME.finditer(text))


def _plain(name: str) -> str:
    """``GPT-3`` as ``GPT3``, and ``A100s`` as ``A100``."""
    return re.sub(r"(?<=\d)s$", "", name.replace("-", "").replace("–", "").rstrip(".")).upper()


def _dates(text: str) -> tuple[str, frozenset[str], frozenset[str], frozenset[str]]:
    years, months, days = set(), set(), set()
    for match in _YEAR.finditer(text):
        year = match["year"] or match["english"]
        years.add(year)
        if match["month"]:
            months.add(f"{year}-{int(match['month']):02}")
        if match["day"]:
            days.add(f"{int(match['month']):02}-{int(match['day']):02}")
    days |= {f"{int(match['month']):02}-{int(match['day']):02}" for match in _DAY.finditer(text)}
    days |= {
        f"{_MONTHS.index(match['month'].lower()) + 1:02}-{int(match['day']):02}"
        for match in _ENGLISH_DAY.finditer(text)
    }
    for pattern in (_YEAR, _DAY, _ENGLISH_DAY):
        text = pattern.sub(lambda match: "\x01" * len(match[0]), text)
    return text, frozenset(years), frozenset(months), frozenset(days)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity with the place of its digits and of its end, before bounds are looked for."""

    start: int
    end: int
    value: Decimal
    reading: Reading


def _quantities(text: str) -> Iterator[_Found]:
    for match in _QUANTITY.finditer(text):
        value = _value(match)
        if value is None:
            continue
        end, unit = _unit(text, match.end())
        prefix = next((code or YUAN_OR_YEN for place, (code, _) in enumerate(CURRENCIES) if match[f"c{place}"]), "")
        scale = match["scale"] or ""
        if (
            match["han"]
            and len(match["han"]) == 1
            and not (unit or scale or text[match.end() : match.end() + 1] in tuple(_MEASURE_WORDS))
        ):
            continue  # the 一 of 进一步 is no amount
        # A minus in front of digits that follow other digits joins a range.
        value = -value if match["sign"] else value
        amount, forms = _bounded(value.scaleb(_power(scale)), text, match, end)
        reading = Reading(
            text[match.start() : end], amount, forms, prefix or unit, (match["tail"] or "").strip(), bool(scale)
        )
        yield _Found(match.start(), end, value, reading)


def _power(scale: str) -> int:
    return SCALES.get(scale, SCALES.get(scale.lower(), 0))


def _value(match: re.Match[str]) -> Decimal | None:
    if digits := match["digits"]:
        return Decimal(digits.replace(",", "")) if len(digits) <= _LONGEST else None
    if match["han"]:
        return han(match["han"])
    if match["alone"] is not None:
        return Decimal(1)  # 超过万亿: the scale is the amount
    words = match["english"].lower()
    return english(words) or None


def _unit(text: str, place: int) -> tuple[int, str]:
    """Where the unit after ``place`` ends, and which it is."""
    start = place + 1 if text[place : place + 1] in (" ", "-") else place
    if match := _UNIT.match(text, start):
        return match.end(), UNITS[int((match.lastgroup or "u0")[1:])][0]
    if _MONTH.match(text, place):  # 每3.5月, after days of the year were taken out
        return place + 1, "month"
    return place, ""


def _bounded(value: Decimal, text: str, match: re.Match[str], end: int) -> tuple[Amount, tuple[Form, ...]]:
    forms: tuple[Form, ...] = (Form.ABOVE,) if match["more"] else ()
    before = text[max(0, match.start() - 16) : match.start()]
    forms = forms or next((found for pattern, found in _BEFORE if pattern.search(before)), ())
    forms = forms or next((found for pattern, found in _AFTER if pattern.match(text, end)), ())
    forms = forms or (Form.POINT,)
    return Amount.bound(forms[0], value), forms


def _ranges(found: list[_Found], text: str) -> Iterator[Reading]:
    """The readings; two that a dash joins are one range, the first in the scale and unit of the second."""
    place = 0
    while place < len(found):
        one = found[place]
        other = found[place + 1] if place + 1 < len(found) else None
        place += 1
        if other is None or not _JOINED.fullmatch(text, one.end, other.start):
            yield one.reading
            continue
        low = one.reading.amount.value
        if not one.reading.scaled and other.reading.scaled:
            low = one.value.scaleb(other.reading.amount.value.adjusted() - other.value.adjusted())
        high = other.reading.amount.value
        if low >= high:
            yield one.reading
            continue
        place += 1
        amount = Amount(low, high, Form.RANGE)
        unit = other.reading.unit or one.reading.unit
        yield Reading(
            text[one.start : other.end], amount, (Form.RANGE,), unit, other.reading.tail, other.reading.scaled
        )
