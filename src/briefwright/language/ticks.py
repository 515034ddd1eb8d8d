"""Axis ticks, chosen in Decimal so that no label shows a binary fraction."""

from decimal import Decimal

from briefwright.language.digits import rounded

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_FEW_DECADES = 2
_MANTISSAS = (Decimal(1), Decimal(2), Decimal(5))


def linear(low: Decimal, high: Decimal, count: int, *, from_zero: bool) -> tuple[Decimal, ...]:
    """About ``count`` intervals of 1, 2, 2.5 or 5 times a power of ten, enclosing ``low`` and ``high``.

    ``from_zero`` takes zero into the span. Raises ValueError where ``low`` exceeds ``high``.
    """
    if low > high or count < 1:
        raise ValueError(f"no ticks from {low} to {high} in {count}")
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        room = abs(low) / 2 or Decimal(1)
        low, high = low - room, high + room
    step = _step((high - low) / count)
    first = _floor(low / step)
    last = -_floor(-high / step)
    return tuple(_plain(step * place) for place in range(first, last + 1))


def logarithmic(low: Decimal, high: Decimal, count: int) -> tuple[Decimal, ...]:
    """Decades enclosing ``low`` and ``high``: with 2 and 5 between where there are few, every n-th where many.

    Raises ValueError unless 0 < ``low`` <= ``high``.
    """
    if not 0 < low <= high or count < 1:
        raise ValueError(f"no logarithmic ticks from {low} to {high} in {count}")
    first, last = low.adjusted(), high.adjusted() + (high != Decimal(1).scaleb(high.adjusted()))
    last = max(last, first + 1)
    if last - first <= _FEW_DECADES:
        fine = [_plain(mantissa.scaleb(power)) for power in range(first, last + 1) for mantissa in _MANTISSAS]
        start = max(place for place, tick in enumerate(fine) if tick <= low)
        end = next((place for place, tick in enumerate(fine) if tick >= high and place > start), len(fine) - 1)
        return tuple(fine[start : end + 1])
    stride = -(-(last - first) // (count + 1))
    last = first + -(-(last - first) // stride) * stride
    return tuple(_plain(Decimal(1).scaleb(power)) for power in range(first, last + 1, stride))


def _step(raw: Decimal) -> Decimal:
    power = raw.adjusted()
    mantissa = raw.scaleb(-power)
    return next(step for step in _STEPS if step >= mantissa).scaleb(power)


def _floor(value: Decimal) -> int:
    whole = int(value)
    return whole - 1 if value < whole else whole


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros after the point, and without an exponent."""
    short = value.normalize()
    return rounded(short, 0) if short == short.to_integral_value() else short
