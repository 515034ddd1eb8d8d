"""The kinds of corruption: where each may strike, and what it leaves there.

A kind knows the content format and what mistakes people make in it. It knows nothing of checks and audit rules.
``None`` from a change means that this place cannot be corrupted so; it is drawn again elsewhere.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tools.mutation.material import LOOKUP, MARKUP, Holder, Material, Site, whole

Change = Callable[[Site, Material, Random], str | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """``sites`` are all places where it may strike, ``change`` what it makes of one."""

    sites: Callable[[Material], Iterator[Site]]
    change: Change


def _matches(holder: Holder, pattern: str, group: int = 0, *, markup: bool = False) -> Iterator[Site]:
    """Places of ``pattern`` in a value, outside lookups, citations and references unless ``markup``."""
    covered = [] if markup else [match.span() for match in MARKUP.finditer(holder.value)]
    for match in re.finditer(pattern, holder.value):
        if not any(first < match.end(group) and match.start(group) < end for first, end in covered):
            yield Site(holder, match.start(group), match.end(group))


def _values(*patterns: tuple[str, ...]) -> Callable[[Material], Iterator[Site]]:
    """Whole values at any of ``patterns``."""

    def sites(material: Material) -> Iterator[Site]:
        for pattern in patterns:
            yield from map(whole, material.values(*pattern))

    return sites


def _inside(pattern: str, *paths: tuple[str, ...]) -> Callable[[Material], Iterator[Site]]:
    """``pattern`` within values at any of ``paths``."""

    def sites(material: Material) -> Iterator[Site]:
        for path in paths:
            for holder in material.values(*path):
                yield from _matches(holder, pattern, markup=True)

    return sites


def _in_words(pattern: str, group: int = 0, *, markup: bool = False) -> Callable[[Material], Iterator[Site]]:
    """``pattern`` in everything written in a language."""

    def sites(material: Material) -> Iterator[Site]:
        for holder in material.words():
            yield from _matches(holder, pattern, group, markup=markup)

    return sites


def _other(choices: Callable[[Material], tuple[str, ...]]) -> Change:
    def change(site: Site, material: Material, rng: Random) -> str | None:
        left = [choice for choice in choices(material) if choice != site.text]
        return rng.choice(left) if left else None

    return change


def _one_of(*choices: str) -> Change:
    return _other(lambda _: choices)


def _digit(site: Site, _: Material, rng: Random) -> str:
    return rng.choice([digit for digit in "0123456789" if digit != site.text])


def _numbers(material: Material) -> Iterator[Site]:
    """Values of facts and points of series."""
    yield from _values(("facts", "*", "value"), ("series", "*", "points", "*"))(material)


def _number_digits(material: Material) -> Iterator[Site]:
    for site in _numbers(material):
        yield from _matches(site.holder, r"\d")


_UNITS = (("facts", "*", "unit"), ("series", "*", "unit"))
_SCALES = ("k", "m", "bn", "tn", "万", "亿")
_DURATIONS = ("day", "week", "month", "quarter", "year")
_CURRENCIES = ("USD", "CNY", "HKD", "EUR", "unstated")


def _unit(site: Site, material: Material, rng: Random) -> str | None:
    """Another currency, duration or noun, the scale kept."""
    words = site.text.split()
    for group in (_CURRENCIES, _DURATIONS, ("%", "pp", "x"), material.nouns):
        for place, word in enumerate(words):
            if word in group:
                words[place] = rng.choice([choice for choice in group if choice != word])
                return " ".join(words)
    return None


def _scale(site: Site, _: Material, rng: Random) -> str | None:
    """Another scale, or one where there was none."""
    words = site.text.split()
    if words[-1] in (*_DURATIONS, "%", "pp", "x", "index"):
        return None
    for place, word in enumerate(words):
        if word in _SCALES:
            words[place] = rng.choice([scale for scale in _SCALES if scale != word])
            return " ".join(words)
    return f"{rng.choice(('k', '万', 'm'))} {site.text}"


def _period_sites(material: Material) -> Iterator[Site]:
    for holder in material.holders:
        if holder.is_key and len(holder.path) == 4 and holder.path[0] == "series" and holder.path[2] == "points":
            yield from _matches(holder, r"(?:19|20)\d\d")
    yield from _inside(r"(?:19|20)\d\d", ("facts", "*", "period"))(material)


def _later(site: Site, _: Material, rng: Random) -> str:
    return str(int(site.text) + rng.choice((-2, -1, 1, 2)))


def _stale(site: Site, _: Material, rng: Random) -> str:
    return str(int(site.text) + rng.choice((-5, -3, -2, -1, 1, 2, 3)))


def _kind_sites(material: Material) -> Iterator[Site]:
    yield from _values(("facts", "*", "kind"), ("series", "*", "kind"), ("evidence", "*", "kind"))(material)
    for holder in material.holders:
        if holder.is_key and len(holder.path) == 4 and holder.path[0] == "series" and holder.path[2] == "points":
            yield from _matches(holder, r"[AEF]$")


def _kind(site: Site, _: Material, rng: Random) -> str:
    group = "AEF" if len(site.text) == 1 else ("actual", "estimate", "forecast", "opinion")
    return rng.choice([choice for choice in group if choice != site.text])


def _locator(site: Site, _: Material, rng: Random) -> str:
    marks = re.findall(r"\d+|[§¶]", site.text)
    places = [match.span() for match in re.finditer(r"\d+|[§¶]", site.text)]
    chosen = rng.randrange(len(marks))
    first, end = places[chosen]
    mark = marks[chosen]
    new = {"§": "¶", "¶": "§"}.get(mark) or str(max(1, int(mark) + rng.choice((-1, 1, 2))))
    new = new if new != mark else str(int(mark) + 1)
    return site.text[:first] + new + site.text[end:]


def _sign(site: Site, _: Material, __: Random) -> str | None:
    return {"+": "-", "-": "+"}.get(site.text) or ("-" + site.text if site.text[0].isdigit() else None)


def _sign_sites(material: Material) -> Iterator[Site]:
    yield from _numbers(material)
    yield from _inside(r"(?<= )[+-](?= )", ("computed", "*"), ("computed", "*", "formula"))(material)


def _point_moved(site: Site, _: Material, rng: Random) -> str | None:
    """A share taken for a percentage, or a decimal point slipped: the number times 10, 100, 0.1 or 0.01."""
    moved = Decimal(site.text).scaleb(rng.choice((-2, -1, 1, 2)))
    return format(moved, "f")


def _number_texts(material: Material) -> Iterator[Site]:
    for site in _numbers(material):
        yield from _matches(site.holder, r"\d+(?:\.\d+)?")


_BOUNDS = ("over ", "at least ", "under ", "at most ", "about ")


def _bound(site: Site, _: Material, rng: Random) -> str | None:
    """A bound lost, turned round or put where there was none."""
    for bound in _BOUNDS:
        if site.text.startswith(bound):
            return rng.choice([other for other in (*_BOUNDS, "") if other != bound]) + site.text[len(bound) :]
    return rng.choice(_BOUNDS) + site.text if site.text[0].isdigit() else None


_SENTENCE = r"(?<=[。！？])[^。！？\n]+[。！？]|(?<=[.!?] )[A-Z][^\n]*?[.!?](?=\s|$)"


def _sentences(*, with_number: bool) -> Callable[[Material], Iterator[Site]]:
    """Sentences of text that has several, so that one may be lost and text is left."""

    def sites(material: Material) -> Iterator[Site]:
        for site in _in_words(_SENTENCE, markup=True)(material):
            if bool(LOOKUP.search(site.text)) == with_number:
                yield site

    return sites


def _sizes(material: Material) -> Iterator[Site]:
    """Words of size in sentences that print a number."""
    for site in _in_words(_SIZED)(material):
        value = site.holder.value
        first = max(value.rfind(end, 0, site.first) for end in ("。", ". ", "\n", "；"))
        ends = [found for end in ("。", ". ", "\n", "；") if (found := value.find(end, site.end)) >= 0]
        if LOOKUP.search(value, first + 1, min(ends, default=len(value))):
            yield site


def _lost(_: Site, __: Material, ___: Random) -> str:
    return ""


def _lookups(material: Material) -> Iterator[Site]:
    return _in_words(LOOKUP.pattern, markup=True)(material)


def _lookup_copies(material: Material) -> Iterator[Site]:
    """Lookups that stand as often in every language of the same text, each with its copies."""
    groups: dict[tuple[str, object], dict[str, Holder]] = {}
    for holder in material.words():
        key = (holder.file.replace(f".{holder.lang}.md", ".md"), holder.path[:-1])
        groups.setdefault(key, {})[holder.lang] = holder
    for group in groups.values():
        found = {lang: list(_matches(holder, LOOKUP.pattern, markup=True)) for lang, holder in group.items()}
        first, *others = found.values()
        names = [_name(site) for site in first]
        for site in first:
            copies = [one for other in others for one in other if _name(one) == _name(site)]
            if others and names.count(_name(site)) == 1 and len(copies) == len(others):
                yield replace(site, copies=tuple(copies))


def _name(site: Site) -> str:
    found = LOOKUP.fullmatch(site.text)
    return found["name"] if found else ""


def _wrong_lookup(site: Site, material: Material, rng: Random) -> str | None:
    """Another number of the same thesis, with the same option."""
    left = [name for name in material.names if name != _name(site)]
    return site.text.replace(_name(site), rng.choice(left)) if left else None


def _typed(site: Site, material: Material, _: Random) -> str | None:
    found = LOOKUP.fullmatch(site.text)
    lang = "en" if site.holder.lang == "all" else site.holder.lang
    return material.printed(lang, found["name"], found["option"] or "") or None if found else None


def _typed_wrong(site: Site, material: Material, rng: Random) -> str | None:
    text = _typed(site, material, rng)
    digits = [match.start() for match in re.finditer(r"\d", text or "")]
    if not text or not digits:
        return None
    place = rng.choice(digits)
    wrong = rng.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + wrong + text[place + 1 :]


_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HAN = "两三四五六七八九十"
_SIZES = (
    ("double", "treble", "halve"),
    ("doubles", "trebles", "halves"),
    ("doubled", "trebled", "halved"),
    ("larger", "smaller"),
    ("faster", "slower"),
    ("above", "below"),
    ("grows", "shrinks"),
    ("rises", "falls"),
    ("翻番", "减半"),
    ("大于", "小于"),
    ("高于", "低于"),
    ("更大", "更小"),
    ("增至", "减至"),
    ("远低于", "远高于"),
)
_SIZE_WORDS = {word: group for group in reversed(_SIZES) for word in group}


def _count_word(site: Site, _: Material, rng: Random) -> str:
    if len(site.text) == 1:
        return rng.choice([han for han in _HAN if han != site.text])
    word = rng.choice([count for count in _COUNTS if count != site.text.lower()])
    return word.capitalize() if site.text[0].isupper() else word


def _size_word(site: Site, _: Material, rng: Random) -> str:
    return rng.choice([word for word in _SIZE_WORDS[site.text] if word != site.text])


def _operands(material: Material) -> Iterator[Site]:
    for site in _inside(r"[a-z][a-z0-9_.]*(?:\[\w+\])?(?!\w*\()", ("computed", "*"), ("computed", "*", "formula"))(
        material
    ):
        if site.text.partition("[")[0] in material.names or site.text in material.names:
            yield site


def _formulas(material: Material) -> Iterator[Site]:
    """Formulas of two or more operands in brackets."""
    return _inside(r"(?<=\()[^(),]+,[^(),]+(?=\))", ("computed", "*"), ("computed", "*", "formula"))(material)


def _swapped(site: Site, _: Material, __: Random) -> str | None:
    first, second = (part.strip() for part in site.text.split(",", 1))
    return f"{second}, {first}" if first != second else None


_FUNCTIONS = ("multiple", "ratio", "share", "growth", "difference", "sum", "cagr", "work", "growth_from_doubling")


def _exhibit_data(material: Material) -> Iterator[Site]:
    yield from _values(("exhibits", "*", "of", "*"))(material)


_SOURCED = (("**", "source"), ("**", "sources", "*"))
_YEARS = (
    ("written",),
    ("written", "*"),
    ("**", "as_of"),
    ("**", "as_of", "*"),
    ("**", "events", "*", "date"),
    ("catalysts", "*", "date"),
)
_YEAR = r"(?:19|20)\d\d"
_COUNTED = (
    r"(?<![A-Za-z])(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)(?![A-Za-z-])"
    rf"|[{_HAN}](?=[个個条條组組项項种種家层層代点點类類])"
)
_SIZED = "|".join(
    rf"(?<![A-Za-z]){word}(?![A-Za-z])" if word.isascii() else word
    for word in sorted(_SIZE_WORDS, key=len, reverse=True)
)

KINDS: dict[str, Kind] = {
    "digit of a number": Kind(_number_digits, _digit),
    "decimal point, share": Kind(_number_texts, _point_moved),
    "sign": Kind(_sign_sites, _sign),
    "bound": Kind(_numbers, _bound),
    "unit": Kind(_values(*_UNITS), _unit),
    "scale": Kind(_values(*_UNITS), _scale),
    "period": Kind(_period_sites, _later),
    "kind": Kind(_kind_sites, _kind),
    "source": Kind(_values(*_SOURCED), _other(lambda material: material.sources)),
    "locator": Kind(_values(("**", "locator")), _locator),
    "date": Kind(_inside(_YEAR, *_YEARS), _stale),
    "formula: other operand": Kind(_operands, _other(lambda material: material.names)),
    "formula: operands swapped": Kind(_formulas, _swapped),
    "formula: other function": Kind(
        _inside(r"[a-z_]+(?=\()", ("computed", "*"), ("computed", "*", "formula")), _one_of(*_FUNCTIONS)
    ),
    "formula: literal": Kind(_inside(r"(?<=[ (])\d", ("computed", "*"), ("computed", "*", "formula")), _digit),
    "exhibit data": Kind(_exhibit_data, _other(lambda material: material.names)),
    "evidence named": Kind(_values(("**", "because", "*")), _other(lambda m: (*m.names, *m.evidence))),
    "lookup, one language": Kind(_lookups, _wrong_lookup),
    "lookup, all languages": Kind(_lookup_copies, _wrong_lookup),
    "lookup lost": Kind(_lookups, _lost),
    "number typed": Kind(_lookups, _typed),
    "number typed wrongly": Kind(_lookups, _typed_wrong),
    "digit in words": Kind(_in_words(r"\d"), _digit),
    "count in words": Kind(_in_words(_COUNTED), _count_word),
    "size beside a number": Kind(_sizes, _size_word),
    "sentence with a number lost": Kind(_sentences(with_number=True), _lost),
    "other sentence lost": Kind(_sentences(with_number=False), _lost),
    "citation": Kind(_in_words(r"(?<=\[@)[a-z0-9-]+(?=\])", markup=True), _other(lambda material: material.sources)),
}
"""Name of a kind of corruption to where it strikes and what it does."""

GROUPS: dict[str, tuple[str, ...]] = {
    "numbers and what they say of themselves": (
        "digit of a number",
        "decimal point, share",
        "sign",
        "bound",
        "unit",
        "scale",
        "period",
        "kind",
        "source",
        "locator",
        "date",
    ),
    "formulas": (
        "formula: other operand",
        "formula: operands swapped",
        "formula: other function",
        "formula: literal",
    ),
    "numbers in text": (
        "lookup, one language",
        "lookup, all languages",
        "lookup lost",
        "number typed",
        "number typed wrongly",
        "sentence with a number lost",
        "citation",
        "exhibit data",
        "evidence named",
    ),
    "words": ("digit in words", "count in words", "size beside a number", "other sentence lost"),
}
"""What kinds of corruption have in common; every kind is in one group."""

_SHARED_NUMBERS = (("*", "value"), ("*", "points", "*"))

SHARED_KINDS: dict[str, Kind] = {
    "source: date": Kind(_inside(_YEAR, ("*", "date"), ("*", "date", "*")), _stale),
    "source: reliability": Kind(_values(("*", "reliability")), _one_of("primary", "secondary", "doubtful")),
    "source: extract": Kind(_inside(r"\d", ("*", "extracts", "*", "*")), _digit),
    "company: code": Kind(_inside(r"\d", ("*", "securities", "*", "code")), _digit),
    "company: market": Kind(_values(("*", "securities", "*", "mic")), _one_of("XSHE", "XSHG", "XHKG", "XNAS", "XNYS")),
    "company: status": Kind(_values(("*", "status")), _one_of("listed", "private", "acquired", "institute")),
    "shared number: digit": Kind(_inside(r"\d", *_SHARED_NUMBERS), _digit),
    "shared number: bound": Kind(_values(*_SHARED_NUMBERS), _bound),
    "shared number: unit": Kind(_values(("*", "unit")), _unit),
    "shared number: scale": Kind(_values(("*", "unit")), _scale),
    "shared number: source": Kind(_values(("*", "source")), _other(lambda material: material.sources)),
    "digit in words": Kind(_in_words(r"\d"), _digit),
}
"""The same for the records of sources and companies, and for the numbers that theses share."""
