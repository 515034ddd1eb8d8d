"""Amounts as words and digits. What differs between languages is in ``words``; the rules are here, once.

A sourced amount prints every digit its source printed. A derived one prints by its unit: percentages, points and money
one decimal (money in its printing scale), multiples one and none from 100 up, counts none, rates of exchange four and
two from 10 up. Basis points print as such where the unit says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefwright.language.digits import exponent, grouped, loosened, rounded, shifted, sign
from briefwright.language.nouns import Nouns
from briefwright.language.words import Words
from briefwright.model.amount import Amount, Form
from briefwright.model.unit import BASIS_POINT, UNSTATED, Measure, Unit

_BOUNDS = (Form.ABOVE, Form.AT_LEAST, Form.BELOW, Form.AT_MOST)
_SCALED = (Measure.MONEY, Measure.COUNT)
_COUNTS_WHOLE_BELOW = Decimal(10) ** 6
_TEN, _HUNDRED = Decimal(10), Decimal(100)
_SMALLEST_ON_AXIS = Decimal("0.1")
_LARGEST_ON_AXIS = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Style:
    """How to print. ``scale`` None is the language's own. ``exact`` prints all digits held, before ``decimals``.

    With neither, the unit's default decimals are printed.
    """

    scale: int | None = None
    decimals: int | None = None
    exact: bool = False
    noun: bool = True
    signed: bool = False


class Amounts:
    """The amounts of one language."""

    def __init__(self, words: Words, nouns: Nouns) -> None:
        self._words, self._nouns = words, nouns
        self._chinese = 4 in words.scales

    def write(self, amount: Amount, unit: Unit, style: Style) -> str:
        """``amount`` in base units, with its bound, currency, scale and unit; ``n.m.`` where it has no meaning."""
        if not amount.is_meaningful:
            return self._words.not_meaningful
        if unit.measure is Measure.COUNT and not style.exact and style.decimals is None:
            # Derived counts have no decimals, and below a million no scale takes digits from them.
            whole = loosened(amount, 0)
            if all(abs(limit) < _COUNTS_WHOLE_BELOW for limit in _limits(whole)):
                amount, style = whole, replace(style, exact=True)
        limits = _limits(amount)
        if style.exact:
            limits = [_significant(limit, unit) for limit in limits]
        scale = self._scale(limits, unit, style) if style.scale is None else style.scale
        decimals = self._decimals(limits, unit, style)
        if decimals is not None:
            limits = _limits(loosened(amount, scale - decimals))
            # Rounding can carry an amount into the next scale: 999.96m is 1.0bn.
            scale = self._scale(limits, unit, style) if style.scale is None else style.scale
        shown = [shifted(limit, scale) for limit in limits]
        if decimals is None:
            decimals = max(max(0, -exponent(value)) for value in shown)
        elif style.decimals is None and amount.form in _BOUNDS and all(value == int(value) for value in shown):
            decimals = 0  # 低于75.0亿 would claim a precision that a bound has not
        digits = [grouped(value, self._words.tag, decimals) for value in shown]
        plus = style.signed or (unit.measure is Measure.POINTS and style.noun)
        signs = [sign(value, decimals, plus=plus) for value in shown]
        prefix, suffix = self._around(unit, scale, noun=style.noun, one=digits == ["1"])
        text = self._range(signs, digits, prefix, suffix) if len(digits) > 1 else signs[0] + prefix + digits[0] + suffix
        text = self._words.forms[amount.form].format(text)
        return text + (self._words.unstated if unit.currency == UNSTATED and style.noun else "")

    def scale_for(self, values: Sequence[Decimal], unit: Unit) -> int:
        """One printing scale for a column or axis: that of the largest value, less where the smallest would vanish."""
        sizes = [abs(value) for value in values if value]
        if unit.measure not in _SCALED or not sizes:
            return _fixed(unit)
        largest, smallest = max(sizes), min(sizes)
        # Five digits still read well on an axis; ten thousand alone is no reason for 万.
        fitting = [power for power in self._words.scales if largest >= Decimal(10) ** max(power, 5)]
        for power in fitting:
            below = next((lower for lower in (*fitting, 0) if lower < power), 0)
            if shifted(smallest, power) >= _SMALLEST_ON_AXIS or shifted(largest, below) >= _LARGEST_ON_AXIS:
                return power
        return 0

    def header(self, unit: Unit, scale: int) -> str:
        """The unit as the head of a column or axis: 亿美元, US$ bn, 参数（亿）."""
        word = self._words.scales.get(scale, "")
        rate = f"/{self._nouns.rate(unit.per)}" if unit.per else ""
        match unit.measure:
            case Measure.PERCENT | Measure.POINTS | Measure.MULTIPLE:
                return self._sign(unit.measure, scale).removeprefix("个").removeprefix("個")
            case Measure.INDEX:
                return self._words.index
            case Measure.EXCHANGE:
                return "".join(self._words.currencies[unit.currency or UNSTATED]) + self._per_currency(unit)
            case Measure.MONEY:
                if unit.currency == UNSTATED:
                    return (
                        (word + rate + self._words.unstated).strip() if word else self._words.unstated.strip(" ()（）")
                    )
                before, after = self._words.currencies[unit.currency or UNSTATED]
                return (f"{before} {word}".strip() if before else word + after) + rate
            case _:
                noun, tight = self._nouns.head(unit.noun or "")
                if not word:
                    return noun + rate
                return (word + noun if tight else self._words.header.format(noun=noun, scale=word)) + rate

    def _scale(self, limits: list[Decimal], unit: Unit, style: Style) -> int:
        if unit.measure not in _SCALED:
            return _fixed(unit)
        largest = max(abs(limit) for limit in limits)
        power = next((power for power in self._words.scales if largest >= Decimal(10) ** power), 0)
        return power if not style.exact or (power and self._shorter(limits, power)) else 0

    def _shorter(self, limits: list[Decimal], power: int) -> bool:
        """Is the scaled form shorter than plain digits, with every digit kept? 4.35万 is, 4.3512万 is not."""
        scaled = sum(len(grouped(shifted(limit, power), self._words.tag)) for limit in limits)
        plain = sum(len(grouped(limit, self._words.tag)) for limit in limits)
        return scaled + len(self._words.scales[power]) < plain

    @staticmethod
    def _decimals(limits: list[Decimal], unit: Unit, style: Style) -> int | None:
        """Decimals to print; None for as many as the limits hold."""
        if style.decimals is not None:
            return style.decimals
        if style.exact:
            return None
        largest = max(abs(limit) for limit in limits)
        match unit.measure:
            case Measure.MULTIPLE:
                return 0 if rounded(largest, -1) >= _HUNDRED else 1
            case Measure.DURATION:
                return 0 if all(rounded(limit, -1) == rounded(limit, 0) for limit in limits) else 1
            case Measure.POINTS if unit.scale == BASIS_POINT:
                return 0 if all(rounded(limit, -3) == rounded(limit, -2) for limit in limits) else 1
            case Measure.EXCHANGE:
                return 2 if rounded(largest, -4) >= _TEN else 4
            case _:
                return 1

    def _around(self, unit: Unit, scale: int, *, noun: bool, one: bool) -> tuple[str, str]:
        """What stands before and after the digits."""
        word = self._words.scales.get(scale, "")
        rate = f"/{self._nouns.rate(unit.per)}" if unit.per and noun else ""
        match unit.measure:
            case Measure.PERCENT | Measure.POINTS | Measure.MULTIPLE:
                return "", self._sign(unit.measure, scale)
            case Measure.INDEX:
                return "", ""
            case Measure.EXCHANGE:
                before, after = self._words.currencies[unit.currency or UNSTATED]
                return before, after + (self._per_currency(unit) if noun else "")
            case Measure.MONEY:
                before, after = self._words.currencies[unit.currency or UNSTATED]
                return before, word + after + rate
            case _:
                name = self._nouns.counted(unit.noun or "", one=one and not scale) if noun else ""
                return "", word + (" " if name[:1].isascii() and name else "") + name + rate

    def _sign(self, measure: Measure, scale: int) -> str:
        if measure is Measure.POINTS:
            return self._words.basis_points if scale == BASIS_POINT else self._words.points
        return "%" if measure is Measure.PERCENT else self._words.multiple

    def _per_currency(self, unit: Unit) -> str:
        """What a rate of exchange is per: /美元, /US$; 元人民幣 is shortened to the currency's name."""
        before, after = self._words.currencies[unit.per or UNSTATED]
        return f"/{before or after.removeprefix('元') or after}"

    def _range(self, signs: list[str], digits: list[str], prefix: str, suffix: str) -> str:
        dash = "–" if not any(signs) else " to " if not self._chinese else "至"
        low, high = (mark + number for mark, number in zip(signs, digits, strict=True))
        if suffix == "%" and self._chinese:
            return f"{low}%{dash}{high}%"
        return f"{signs[0]}{prefix}{digits[0]}{dash}{high}{suffix}" if prefix else f"{low}{dash}{high}{suffix}"


def _fixed(unit: Unit) -> int:
    """The scale of a unit that no amount's size decides: that of basis points."""
    return unit.scale if unit.measure is Measure.POINTS else 0


def _limits(amount: Amount) -> list[Decimal]:
    """The numbers an amount prints: two for a range, else one."""
    if amount.form is Form.RANGE and amount.low is not None and amount.high is not None:
        return [amount.low, amount.high]
    return [amount.value]


def _significant(value: Decimal, unit: Unit) -> Decimal:
    """The digits the source printed: 1.50bn keeps its last zero, while those of 43,500 only fill places up."""
    last = exponent(value)
    if last < unit.scale or not value:
        return value
    short = value.normalize()
    return short if exponent(short) > last else value
