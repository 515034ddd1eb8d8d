"""Numerals in words to Decimal: 一百七十五亿, 三点五, three hundred billion."""

import re
from decimal import Decimal

HAN_DIGITS = {
    mark: value
    for value, marks in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for mark in marks
}
HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMERAL = re.compile(
    r"(?:[一二两兩三四五六七八九]?[十百千]|[零〇]|[一二两兩三四五六七八九](?![一二两兩三四五六七八九]))+"
)

_LONGEST = 40
"""No real numeral is longer; a longer run of 亿 is somebody's test of us."""

_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TEENS = ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: number for number, word in enumerate(_SMALL, 1)}
LARGE = {word: number for number, word in enumerate(_TEENS, 11)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
MULTIPLIERS = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def han(text: str) -> Decimal | None:
    """The value of a numeral in characters; None where it is not one number (二三十, 一五一十)."""
    if len(text) > _LONGEST:
        return None
    whole, _, fraction = text.replace("點", "点").partition("点")
    tail = fraction.lstrip("".join(HAN_DIGITS))
    decimals = fraction[: len(fraction) - len(tail)]
    value = _han_whole(whole)
    if value is None or (fraction and not decimals) or any(mark not in HAN_SCALES for mark in tail):
        return None
    if decimals:
        value += Decimal("0." + "".join(str(HAN_DIGITS[mark]) for mark in decimals))
    for mark in tail:
        value *= HAN_SCALES[mark]
    return value


def _han_whole(text: str) -> Decimal | None:
    """亿 and 万 split a numeral into groups; 万亿 multiplies."""
    for scale, marks in ((10**8, "亿億"), (10**4, "万萬")):
        place = max(text.rfind(mark) for mark in marks)
        if place >= 0:
            head = _han_whole(text[:place]) if place else Decimal(1)
            rest = _han_whole(text[place + 1 :]) if text[place + 1 :] else Decimal(0)
            return None if head is None or rest is None else head * scale + rest
    if not _HAN_NUMERAL.fullmatch(text):
        return None
    total, digit, above = 0, 0, 10**4
    for mark in text:
        if mark in HAN_PLACES:
            if HAN_PLACES[mark] >= above:
                return None
            above = HAN_PLACES[mark]
            total, digit = total + (digit or 1) * above, 0
        else:
            digit = HAN_DIGITS[mark]
    return Decimal(total + digit)


def english(text: str) -> Decimal | None:
    """The value of a numeral in English words, lower case; None where it is not one number (two or three)."""
    words = [word for word in re.split(r"[\s-]+", text) if word != "and"]
    total, group = Decimal(0), Decimal(0)
    for place, word in enumerate(words):
        if word in ("a", "an") and place == 0:
            group = Decimal(1)
        elif word in SMALL or word in LARGE:
            group += SMALL.get(word) or LARGE[word]
        elif word == "dozen":
            group *= 12
        elif word == "hundred":
            group *= 100
        elif word in MULTIPLIERS:
            total, group = total + group * MULTIPLIERS[word], Decimal(0)
        else:
            return None
    return total + group
