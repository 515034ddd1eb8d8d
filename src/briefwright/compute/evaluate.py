"""Evaluates the tree of a formula over the numbers and series known so far."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from briefwright.compute import quantity as quantities
from briefwright.compute.expression import Binary, Call, Literal, Moment, Name, Negated, Node, names
from briefwright.compute.formula import PERIOD, Formula, defined, fits
from briefwright.compute.formulas import FORMULAS
from briefwright.compute.labels import derived_label
from briefwright.compute.problem import UNDEFINED, Problem, Skipped
from briefwright.compute.quantity import Argument, Path, Points, Quantity, Scope
from briefwright.model.amount import Amount
from briefwright.model.lang import Lang
from briefwright.model.number import Number, Series
from briefwright.model.period import Period
from briefwright.model.unit import Measure, Unit

_OPERATORS: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": quantities.add,
    "-": quantities.subtract,
    "*": quantities.multiply,
    "/": quantities.divide,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What formulas may name. ``broken`` names are reported elsewhere; ``first`` is the house's first language.

    ``assumed`` are amounts by address that stand in for the numbers' own, see ``evaluate_or_undefined``.
    """

    numbers: dict[str, Number] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    scopes: dict[str, tuple[Scope, ...]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    first: Lang = "zh-Hans"
    assumed: Mapping[str, Amount] = field(default_factory=dict)

    def add_series(self, series: Series) -> None:
        """Its points under their addresses, and without the kind's letter where that names one point only.

        Points of a table have the row's key in their addresses, and a period, the same for all, or none.
        """
        self.series[series.address] = series
        own = {point.address: point for point in series.points}
        plain = Counter(point.period.label for point in series.points if point.period)
        for point in series.points:
            if point.period and plain[point.period.label] == 1:
                self.numbers[f"{series.address}[{point.period.label}]"] = point
        self.numbers.update(own)

    def named(self, number: Number) -> Quantity:
        value = quantities.named(number, quantities.scopes_of(number, self.scopes))
        return replace(value, amount=self.assumed[number.address]) if number.address in self.assumed else value


def evaluate(tree: Node, known: Known) -> Quantity | Path:
    """The value of ``tree``. Raises Problem with its place, and Skipped where it rests on a broken name."""
    value = _argument(tree, known)
    if isinstance(value, Points):
        raise _series_for_number(value).placed(tree.offset, tree.length)
    if isinstance(value, Period):
        raise Problem.of("N203", "a period is no number").placed(tree.offset, tree.length)
    return value


def evaluate_or_undefined(tree: Node, known: Known) -> Quantity | Path:
    """As ``evaluate``; a formula outside its domain yields an amount that is not meaningful, and says why.

    The unit, period, label and working of such a number are found by computing with amounts that suit the formula;
    where none of those tried does, the Problem is raised after all, as for a division by a typed zero.
    """
    try:
        return evaluate(tree, known)
    except Problem as problem:
        if problem.remark.code not in UNDEFINED:
            raise
        for assumed in _assumptions(tree, known):
            try:
                value = evaluate(tree, replace(known, assumed=assumed))
            except Problem:
                continue
            if isinstance(value, Quantity):
                return replace(value, amount=Amount.not_meaningful(), undefined=problem.remark)
        raise


def _assumptions(tree: Node, known: Known) -> Iterator[dict[str, Amount]]:
    """Amounts for everything that ``tree`` names: all ones, then rising, then falling ones."""
    addresses: dict[str, None] = {}
    for name in names(tree):
        if number := known.numbers.get(name.address):
            addresses[number.address] = None
        elif series := known.series.get(name.address):
            addresses |= dict.fromkeys(point.address for point in series.points)
    rising = range(1, len(addresses) + 1)
    for amounts in ([1] * len(addresses), rising, reversed(rising)):
        yield dict(zip(addresses, map(Amount.point, amounts), strict=True))


def _argument(node: Node, known: Known) -> Argument:
    if isinstance(node, Name):
        return _look_up(node, known)
    if isinstance(node, Call):
        return _call(node, known)
    if isinstance(node, Moment):
        return node.period
    if isinstance(node, Literal):
        value = quantities.literal(node.value, node.text)
        if not node.noun:
            return value
        return replace(value, unit=Unit(Measure.DURATION, noun=node.noun), literal=f"{node.text} {node.noun}")
    if isinstance(node, Negated):
        return quantities.negated(_number(node.of, known))
    assert isinstance(node, Binary)  # noqa: S101 - the parser makes no other node
    left, right = _number(node.left, known), _number(node.right, known)
    try:
        return _OPERATORS[node.sign](left, right)
    except Problem as problem:
        raise problem.placed(node.offset, node.length) from None


def _number(node: Node, known: Known) -> Quantity:
    value = _argument(node, known)
    if isinstance(value, Points):
        raise _series_for_number(value).placed(node.offset, node.length)
    if isinstance(value, Path):
        raise _path_inside(node)
    assert isinstance(value, Quantity)  # noqa: S101 - a period stands in calls only
    return value


def _path_inside(node: Node) -> Problem:
    problem = Problem.of("N203", "the formula gives a series", "compute it under a name of its own, and use that")
    return problem.placed(node.offset, node.length)


def _series_for_number(value: Points) -> Problem:
    name = value.series.address
    help_text = f"name one of its points, such as {value.points[-1].reads[0]}" if value.points else ""
    return Problem.of("N203", f"'{name}' is a series where a number is expected", help_text)


def _look_up(node: Name, known: Known) -> Argument:
    if number := known.numbers.get(node.address):
        try:
            return defined(known.named(number))
        except Problem as problem:
            raise problem.placed(node.offset, node.length) from None
    if series := known.series.get(node.address):
        return Points(series, tuple(known.named(point) for point in series.points))
    if known.broken & {node.address, node.base, node.base.partition(".")[0]}:
        raise Skipped(node.address)
    raise _unknown(node, known).placed(node.offset, node.length)


def _unknown(node: Name, known: Known) -> Problem:
    if node.base != node.address:
        if series := known.series.get(node.base):
            listed = ", ".join(point.address for point in series.points[:12])
            return Problem.of(
                "N208", f"'{node.base}' has no one point {node.address[len(node.base) :]}", f"there are {listed}"
            )
        if node.base in known.numbers:
            return Problem.of("N202", f"'{node.base}' is one number, without periods", f"write {node.base}")
    if node.address in FORMULAS:
        return Problem.of("N203", f"'{node.address}' is a formula", f"call it: {FORMULAS[node.address].signature}")
    return Problem.of(
        "N202", f"no number is named '{node.address}'", suggestion(node.base, (*known.numbers, *known.series))
    )


def suggestion(wrong: str, choices: Sequence[str]) -> str:
    """A help line: the likeliest names meant, or how names come to be."""
    close = get_close_matches(wrong, sorted({choice.partition("[")[0] for choice in choices}), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else "define it under facts, series or computed"


def _call(node: Call, known: Known) -> Quantity | Path:
    formula = FORMULAS.get(node.name)
    if formula is None:
        close = get_close_matches(node.name, sorted(FORMULAS), n=1)
        help_text = f"did you mean {close[0]}? " if close else ""
        listed = f"{help_text}the formulas are {', '.join(sorted(FORMULAS))}"
        raise Problem.of("N202", f"no formula is named '{node.name}'", listed).placed(node.offset, len(node.name))
    given = [_argument(argument, known) for argument in node.arguments]
    for argument, value in zip(node.arguments, given, strict=True):
        if isinstance(value, Path):
            raise _path_inside(argument)
    arguments = _fitted(formula, given)
    if arguments is None:
        problem = Problem.of("N203", f"'{formula.name}' does not take these arguments", f"write {formula.signature}")
        raise problem.placed(node.offset, node.length)
    try:
        result = formula.function(arguments)
    except Problem as problem:
        index = problem.remark.argument
        at = node if index is None or index >= len(node.arguments) else node.arguments[index]
        raise problem.placed(at.offset, at.length) from None
    label = derived_label(formula, arguments, known.first)
    if isinstance(result, Path):
        named = tuple((period, quantities.by_formula(point, formula.name)) for period, point in result.points)
        return replace(result, points=named, label=label, formulas=(formula.name, *result.formulas))
    return replace(quantities.by_formula(result, formula.name), label=label)


def _fitted(formula: Formula, arguments: Sequence[Argument]) -> list[Argument] | None:
    """``arguments`` as one of the formula's forms takes them, plain years read as periods; None where none does."""
    for form in formula.forms:
        read = [
            _as_period(argument) if index < len(form) and form[index] == PERIOD else argument
            for index, argument in enumerate(arguments)
        ]
        if fits(form, read):
            return read
    return None


def _as_period(argument: Argument) -> Argument:
    if isinstance(argument, Quantity) and argument.unit is None and argument.literal:
        try:
            return Period.parse(argument.literal)
        except ValueError:
            return argument
    return argument
