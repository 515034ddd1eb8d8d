"""The lexical rule: which words of a text are quantities that should have been looked up.

``docs/reference/quantities.md`` states it, and ``tests/unit/audit/phrases`` holds examples of both kinds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefwright.audit.exempt import blanked
from briefwright.audit.numerals import HAN_DIGITS, LARGE, MULTIPLIERS, SMALL, english, han
from briefwright.model.lang import Lang


@dataclass(frozen=True, slots=True)
class Match:
    """A quantity at ``offset``. ``value`` is in base units (21.1bn is 21100000000), None where it is not one number.

    ``unit`` is what the text says it measures: ``%``, ``pp``, ``x``, a currency, a duration; "" where it says nothing.
    ``step`` is the power of ten of the last digit written (8 for 21.1bn), so that a value may be compared as printed.
    """

    offset: int
    text: str
    value: Decimal | None
    unit: str = ""
    step: int = 0

    @property
    def length(self) -> int:
        return len(self.text)


SCALES = {
    "hundred": 2, "k": 3, "thousand": 3, "m": 6, "mn": 6, "M": 6, "million": 6, "b": 9, "bn": 9, "B": 9, "billion": 9,
    "t": 12, "tn": 12, "T": 12, "trillion": 12, "十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "百万": 6, "百萬": 6,
    "千万": 7, "千萬": 7, "亿": 8, "億": 8, "十亿": 9, "十億": 9, "百亿": 10, "百億": 10, "千亿": 11, "千億": 11,
    "万亿": 12, "萬億": 12, "兆": 12,
}  # fmt: skip
UNITS = (
    ("%", r"[%％]|per\s?cent\b|percent\b(?!age)"),
    ("pp", r"[个個]?百分[点點]|pp\b|percentage\spoints?\b"),
    ("bp", r"[个個]?基点|[个個]?基點|bps?\b|basis\spoints?\b"),
    ("x", r"倍|[xX×](?![A-Za-z])|times\b|-?fold\b"),
    ("USD", r"美元|美金|(?:US\s)?dollars?\b|USD\b"),
    ("HKD", r"港元|港币|港幣|HKD\b"),
    ("EUR", r"欧元|歐元|euros?\b|EUR\b"),
    ("GBP", r"英镑|英鎊|pounds?\b|GBP\b"),
    ("JPY", r"日元|日圆|日圓|yen\b|JPY\b"),
    ("CNY", r"元人民币|元人民幣|元|人民币|人民幣|yuan\b|RMB\b|CNY\b"),
    ("month", r"[个個]月|-?months?\b"),
    ("year", r"年|-?years?\b"),
    ("quarter", r"[个個]季度|-?quarters?\b"),
    ("week", r"[周週]|-?weeks?\b"),
    ("day", r"[天日]|-?days?\b"),
)
_UNIT = re.compile("|".join(f"(?P<u{place}>{pattern})" for place, (_, pattern) in enumerate(UNITS)))
CURRENCIES = (
    ("USD", r"US\$|USD|\$"), ("HKD", r"HK\$|HKD"), ("TWD", r"NT\$|TWD"), ("SGD", r"S\$|SGD"), ("EUR", "€|EUR"),
    ("GBP", "£|GBP"), ("CNY", r"Rmb|RMB|CNY|人民币|人民幣|CN¥"), ("JPY", "JPY|JP¥"), ("KRW", "KRW|₩"), ("", "[¥￥]"),
)  # fmt: skip
_BEFORE = "|".join(f"(?P<c{place}>{pattern})" for place, (_, pattern) in enumerate(CURRENCIES))
_SCALE = "|".join(sorted((re.escape(word) for word in SCALES), key=len, reverse=True))
_DIGITS = re.compile(
    rf"(?:(?:{_BEFORE})\s?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-]?(?P<scale>{_SCALE})(?![A-Za-z]))?"
)
_HAN_RUN = re.compile(
    r"[零〇一二三四五六七八九两兩十百千万萬亿億]+(?:[点點][零〇一二三四五六七八九]+[十百千万萬亿億]*)?"
    r"(?P<over>分之[零〇一二三四五六七八九两兩十百千万萬亿億点點]+)?"
)
_HAN_UNIT = re.compile(
    r"(?P<x>倍)|(?P<pp>[个個]?百分[点點])|(?P<tenths>成(?![为為功本果长長立型熟员員分环環交就都因不绩績品品色]))"
)
_MONEY_WORD = re.compile(r"美元|美金|港元|港币|港幣|欧元|歐元|日元|日圓|英镑|英鎊|块钱|塊錢|元人民[币幣]")
_WORD = "|".join([*SMALL, *LARGE, *MULTIPLIERS, "dozen"])
_ENGLISH = re.compile(
    rf"\b(?:(?:an?)\s(?=(?:{'|'.join(MULTIPLIERS)}|dozen)\b))?(?:{_WORD})(?:[\s-]+(?:and\s)?(?:{_WORD}))*\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE)
_ENGLISH_UNIT = re.compile(
    r"[\s-]?(?P<pct>per\s?cent\b|percent\b(?!age))|[\s-](?P<pp>percentage\spoints?\b|basis\spoints?\b)|"
    r"[\s-](?P<money>(?:US\s)?dollars?\b|yuan\b|euros?\b|renminbi\b)|"
    r"[\s-](?P<x>times\s(?:as|the|that|more|larger|higher|faster|bigger|greater|longer)\b)",
    re.IGNORECASE,
)
_FOLD = re.compile(rf"\b(?P<word>{'|'.join([*SMALL, *LARGE, 'hundred', 'thousand'])})-?fold\b", re.IGNORECASE)
_FRACTION = re.compile(
    rf"\b(?P<top>{'|'.join(list(SMALL)[:9])})(?:-(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b"
    r"(?!-)|\s(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\sof\b)",
    re.IGNORECASE,
)
_BOTTOMS = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "six": 6, "sev": 7, "eig": 8, "nin": 9, "ten": 10}
_TEN, _HUNDRED = 10, 100
_DIGIT = re.compile(r"\d")
_TELLING = (
    *LARGE, *MULTIPLIERS, "dozen", "fold", "hal", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "cent", "point", "dollar", "yuan", "euro", "renminbi", "times",
)  # fmt: skip
"""One of these is in every English quantity in words, whole or as a part of a word."""
_CASED_OTHERWISE = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that patterns take for i, s and k whatever their case, and lower case does not."""
_APPROXIMATE = 2
"""七八成 is at most this long."""


def typed_quantities(text: str, lang: Lang | None, names: Sequence[str] = (), *, markdown: bool = True) -> list[Match]:
    """Every quantity typed in ``text``, in order. ``names`` are registered names, which may hold numerals (三六零).

    ``lang`` None is text of no one language; numerals of both are looked for.
    ``markdown`` False is for one-line texts, in which > quotes nothing.
    """
    bare = blanked(text, names, markdown=markdown)
    found = [*_digits(bare), *_han(bare)]
    if lang in ("en", None):
        found += _english(bare)
    # Longest first at each place, so that "1.5 million" is one quantity.
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.offset, -match.length)):
        if not kept or match.offset >= kept[-1].offset + kept[-1].length:
            kept.append(match)
    return kept


def _digits(text: str) -> Iterator[Match]:
    if not _DIGIT.search(text):  # most texts have none, and the pattern is tried at every character
        return
    for match in _DIGITS.finditer(text):
        value = Decimal(match["digits"].replace(",", ""))
        scale = match["scale"] or ""
        power = SCALES.get(scale, 0)
        end, unit = _unit(text, match.end())
        for place, (code, _) in enumerate(CURRENCIES):
            if match[f"c{place}"]:
                unit = code
        exponent = value.as_tuple().exponent
        step = (exponent if isinstance(exponent, int) else 0) + power
        yield Match(match.start(), text[match.start() : end], value.scaleb(power), unit, step)


def _unit(text: str, place: int) -> tuple[int, str]:
    """Where the unit after ``place`` ends, and which it is; ``place`` and "" where none follows."""
    start = place + 1 if text[place : place + 1] in (" ", "-") else place
    match = _UNIT.match(text, start)
    if not match or match.lastgroup is None:
        return place, ""
    return match.end(), UNITS[int(match.lastgroup[1:])][0]


def _han(text: str) -> Iterator[Match]:
    for match in _HAN_RUN.finditer(text):
        run, over = match[0], match["over"]
        before, after = text[max(0, match.start() - 2) : match.start()], match.end()
        if over:
            top, bottom = han(over[2:]), han(run[: -len(over)])
            value = top / bottom if top is not None and bottom else None
            if value is not None and bottom == _HUNDRED:
                yield Match(match.start(), run, value * 100, "%")
            else:
                yield Match(match.start(), run, value)
            continue
        if run[0] not in HAN_DIGITS and _one_of("数數几幾成上若", before[-1:]):
            continue  # 数百亿, 几十家: no amount is named
        value = han(run)
        if unit := _HAN_UNIT.match(text, after):
            if unit["tenths"] and (_one_of("之其统統", before[-1:]) or len(run) > _APPROXIMATE):
                continue
            name = "x" if unit["x"] else "pp" if unit["pp"] else "%"
            factor = _TEN if unit["tenths"] else 1
            yield Match(
                match.start(), text[match.start() : unit.end()], None if value is None else value * factor, name
            )
        elif _is_amount(run, text, after, before):
            end, name = _unit(text, after)
            yield Match(match.start(), text[match.start() : end], value, name)


def _is_amount(run: str, text: str, after: int, before: str) -> bool:
    """Is a numeral in characters more than a counting word? 十五, 三百, 千亿 are; 三, 十 and the 万 of 万物 are not."""
    if _MONEY_WORD.match(text, after):
        return True
    places = sum(mark not in HAN_DIGITS for mark in run)
    if places < len(run):
        return places > 0
    if run in (
        "千万",
        "千萬",
    ):  # also "by all means": an amount where a measure follows or an approximation goes before
        return _one_of("元级級张張个個名人台", text[after : after + 1]) or _one_of("约約近超逾达達过過", before[-1:])
    return (places > 1 and run[-1] in "万萬亿億" and run[0] not in "万萬亿億") or run in ("万亿", "萬億")


def _one_of(marks: str, mark: str) -> bool:
    return mark != "" and mark in marks


def _english(text: str) -> Iterator[Match]:
    plain = text.lower()
    if not any(word in plain for word in _TELLING) and not _CASED_OTHERWISE.search(text):
        return
    for match in _FOLD.finditer(text):
        value = english(match["word"].lower())
        yield Match(match.start(), match[0], value or _alone(match["word"]), "x")
    for match in _FRACTION.finditer(text):
        bottom = re.split(r"[-\s]", match[0])[1][:3].lower()
        yield Match(
            match.start(), match[0].removesuffix(" of"), Decimal(SMALL[match["top"].lower()]) / _BOTTOMS[bottom]
        )
    for match in _ENGLISH.finditer(text):
        run = match[0].lower()
        words = [word for word in re.split(r"[\s-]+", run) if word not in ("and", "a", "an")]
        if _ORDINAL.match(text, match.end()) or words == ["fifty", "fifty"]:
            continue
        unit = _ENGLISH_UNIT.match(text, match.end())
        large = any(word in LARGE for word in words)
        multiplied = (words[0] in SMALL or run[0:2] == "a " or run[0:3] == "an ") and any(
            word in MULTIPLIERS or word == "dozen" for word in words
        )
        if not (unit or large or multiplied) or (words[0] in MULTIPLIERS and run[0:2] != "a "):
            continue
        end, name = _unit(text, match.end())
        yield Match(match.start(), text[match.start() : end], english(run), name)


def _alone(word: str) -> Decimal:
    return Decimal(MULTIPLIERS[word.lower()])
