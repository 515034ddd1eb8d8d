"""Words for charts: content text without its markup, values without the unit that stands beside the title."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefwright.language import Locale
from briefwright.model.amount import Amount, Form
from briefwright.model.number import Number, Results
from briefwright.model.segments import What, segments
from briefwright.model.text import Text
from briefwright.model.unit import Measure, Unit

_BARE = Unit(Measure.INDEX)
"""The unit that is not printed: what it measures stands in the exhibit's head."""
_HUNDRED = 100
_RAW = {Form.ABOUT: "~", Form.ABOVE: ">", Form.AT_LEAST: ">=", Form.BELOW: "<", Form.AT_MOST: "<="}


def plain(text: Text | None, locale: Locale, results: Results, order: Mapping[str, int]) -> str:
    """``text`` in the edition's language as a picture can hold it: lookups as numbers, no citations, one line.

    ``order`` numbers the exhibits, for references. Unknown names stay as they are written; ``check`` reports them.
    """
    found = []
    for part in segments(locale.text(text)):
        if part.what is What.LOOKUP and part.target in results.numbers:
            found.append(locale.number(results.numbers[part.target], part.option))
        elif part.what is What.REFERENCE and part.target in order:
            found.append(locale.label("exhibit", number=str(order[part.target])))
        elif part.what is not What.CITATION:
            found.append(part.text)
    return locale.spaced(" ".join("".join(found).split()))


def digits(number: Number, scale: int, locale: Locale) -> str:
    """The amount over ten to ``scale``, without its unit: ``211``, ``超过600``, ``10–30``. Bounds keep their word."""
    decimals = _decimals(number, scale)
    return locale.amount(number.amount.scaled(-scale), _BARE, scale=0, decimals=decimals, exact=decimals is None)


def _decimals(number: Number, scale: int) -> int | None:
    """As many decimals as the same number has in prose; None for every digit its source printed.

    Where the axis prints in another scale than the source, zeros that only the change of scale brings are left out.
    """
    if number.decimals is not None:
        return max(0, number.decimals + scale - number.unit.scale)
    if number.derivation is None:
        limits = [end.scaleb(-scale) for end in (number.amount.low, number.amount.high) if end is not None]
        return None if scale == number.unit.scale else max(map(places, limits))
    if number.unit.measure is Measure.MULTIPLE:
        return 0 if abs(number.amount.value) >= _HUNDRED else 1
    return 0 if number.unit.measure is Measure.COUNT and not scale else 1


def tick_labels(ticks: Sequence[Decimal], scale: int, locale: Locale, *, log: bool = False) -> list[str]:
    """Labels over ten to ``scale``: with as many decimals as the finest tick needs, on a log axis each with its own."""
    shown = [tick.scaleb(-scale) for tick in ticks]
    most = max(map(places, shown), default=0)
    return [locale.plain(value, decimals=places(value) if log else most) for value in shown]


def places(value: Decimal) -> int:
    """How many decimals ``value`` needs: 0.50 needs one."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def raw(amount: Amount, scale: int) -> str:
    """The amount over ten to ``scale`` as plain text that ``Amount.parse`` reads: ``211``, ``>600``, ``10..30``."""
    if amount.form is Form.RANGE and amount.low is not None and amount.high is not None:
        return f"{_plain(amount.low, scale)}..{_plain(amount.high, scale)}"
    return _RAW.get(amount.form, "") + _plain(amount.value, scale)


def _plain(value: Decimal, scale: int) -> str:
    return format(value.scaleb(-scale), "f")
