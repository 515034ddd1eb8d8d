"""Money in another currency."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import periods
from briefwright.compute.arithmetic import Interval, over, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import NUMBER, Formula, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.units import written
from briefwright.model.period import Basis
from briefwright.model.unit import UNSTATED, Measure, Unit


def convert(arguments: Sequence[Argument]) -> Quantity:
    """An amount at a rate of its own time. Raises Problem N204 to N206, N214.

    A flow is converted at the average rate of the same period, a stock at the spot rate of the same day. The printing
    scale of the amount is kept. Between currencies that have no rate of their own, the author converts twice.
    """
    amount, rate = quantity(arguments[0]), quantity(arguments[1])
    target, by_product = _target(amount, rate)
    _same_time(amount, rate)
    base = above_zero(rate, "the rate of exchange")
    known = Interval.of(amount.amount)
    result = derived(
        (amount, rate),
        (times(known, base) if by_product else over(known, base)).amount,
        target,
        "{0} × {1}" if by_product else "{0} / {1}",
        joined=True,
        basis=amount.basis,
    )
    return replace(result, period=amount.period and periods.with_kind(amount.period, result.kind))


def _target(amount: Quantity, rate: Quantity) -> tuple[Unit, bool]:
    """The unit of the result, and whether the amount is multiplied by the rate or divided."""
    unit, pair = amount.unit, rate.unit
    if unit is None or unit.measure is not Measure.MONEY:
        message = f"convert needs an amount of money, not {written(unit, amount.told)}"
        raise Problem.of("N204", message, "name a fact in a currency", argument=0)
    if pair is None or pair.measure is not Measure.EXCHANGE:
        message = f"convert needs a rate of exchange, not {written(pair, rate.told)}"
        raise Problem.of("N204", message, "give the rate as a fact in CNY/USD, say", argument=1)
    if unit.currency == UNSTATED:
        message = f"nothing says in which currency {amount.told} is"
        raise Problem.of("N205", message, "a currency that the source does not state joins no other", argument=0)
    if unit.currency == pair.per:
        return replace(unit, currency=pair.currency), True
    if unit.currency == pair.currency:
        return replace(unit, currency=pair.per), False
    message = f"{written(unit, amount.told)} is not among the currencies of {written(pair, rate.told)}"
    help_text = "take a rate of that currency, or convert twice over a third one"
    raise Problem.of("N205", message, help_text, argument=1)


def _same_time(amount: Quantity, rate: Quantity) -> None:
    if amount.basis not in {Basis.FLOW, Basis.STOCK}:
        message = f"nothing says whether {amount.told} is an amount over a period or at a moment"
        raise Problem.of("N214", message, f"add `basis: flow` or `basis: stock` to {_given(amount)}", argument=0)
    wanted = Basis.AVERAGE if amount.basis is Basis.FLOW else Basis.SPOT
    if rate.basis not in {Basis.AVERAGE, Basis.SPOT}:
        message = f"nothing says whether {rate.told} is the average of a period or the rate of a day"
        raise Problem.of("N214", message, f"add `basis: average` or `basis: spot` to {_given(rate)}", argument=1)
    if rate.basis is not wanted:
        message = f"{amount.told} is a {amount.basis}, and {rate.told} is the {rate.basis} rate"
        help_text = "a flow takes the average rate of its period, a stock the spot rate of its day"
        raise Problem.of("N214", message, help_text, argument=1)
    if amount.basis is Basis.FLOW:
        _same_period(amount, rate)
    else:
        _same_day(amount, rate)


def _same_period(amount: Quantity, rate: Quantity) -> None:
    for one, index in ((amount, 0), (rate, 1)):
        if one.period is None:
            message = f"nothing says over which period {one.told} is"
            raise Problem.of("N214", message, f"add `period:` to {_given(one)}", argument=index)
    if amount.period and rate.period and not periods.same(amount.period, rate.period):
        message = f"{amount.told} is of {amount.period.label}, the average rate {rate.told} of {rate.period.label}"
        raise Problem.of("N214", message, "take the average rate of the same period", argument=1)


def _same_day(amount: Quantity, rate: Quantity) -> None:
    for one, index in ((amount, 0), (rate, 1)):
        if one.moment is None:
            message = f"nothing says of which day {one.told} is"
            help_text = f"add `as_of:` to {_given(one)}, or the `period:` at whose end it was"
            raise Problem.of("N214", message, help_text, argument=index)
    if amount.moment != rate.moment:
        message = f"{amount.told} is of {amount.moment}, the spot rate {rate.told} of {rate.moment}"
        help_text = "take the spot rate of that day; `period: 2023` says that a rate is the closing rate of 2023"
        raise Problem.of("N214", message, help_text, argument=1)


def _given(one: Quantity) -> str:
    """Where a field is to be added: the fact, or the series of a point."""
    return one.told.partition("[")[0]


CONVERT = Formula(
    name="convert",
    names={"zh-Hans": "货币折算", "zh-Hant": "貨幣折算", "en": "Currency conversion"},
    signature="convert(amount, rate), such as a fact in USD and one in CNY/USD",
    forms=((NUMBER, NUMBER),),
    definition={
        "zh-Hans": "金额乘以或除以汇率。流量（如收入）用同一期间的平均汇率，存量（如市值）用同一日的即期汇率。",
        "zh-Hant": "金額乘以或除以匯率。流量（如收入）用同一期間的平均匯率，存量（如市值）用同一日的即期匯率。",
        "en": "The amount multiplied or divided by a rate of exchange: a flow, such as revenue, by the average rate of "
        "its period, a stock, such as a market value, by the spot rate of its day.",
    },
    source="a_X = a_Y · (X per Y)",
    function=convert,
    labels={0: {"zh-Hans": "{0}（按{1}折算）", "zh-Hant": "{0}（按{1}折算）", "en": "{0}, converted at {1}"}},
)
