"""The compute stage: every number a thesis may print, with unit, period, source, formula and inputs."""

from collections.abc import Mapping
from decimal import localcontext
from graphlib import CycleError, TopologicalSorter

from briefwright.compute import units
from briefwright.compute.arithmetic import CONTEXT, Interval, scaled
from briefwright.compute.evaluate import Known, evaluate, evaluate_or_undefined
from briefwright.compute.expression import Call, Node, names, parse
from briefwright.compute.facts import gather
from briefwright.compute.formulas import FORMULAS
from briefwright.compute.frames import add_frames
from briefwright.compute.problem import Problem, Skipped
from briefwright.compute.quantity import Path, Quantity
from briefwright.model.amount import Amount
from briefwright.model.finding import Finding, Span, ordered
from briefwright.model.library import Pointer, Shared, ThesisRecord
from briefwright.model.number import Derivation, Frame, Number, Results, Series
from briefwright.model.period import Kind, Period
from briefwright.model.text import Text
from briefwright.model.unit import Unit

STEP_LIMIT = 100
"""How many computed numbers may rest on each other in one line."""


def results(
    thesis: ThesisRecord, shared: Shared, frames: Mapping[str, Frame] | None = None
) -> tuple[Results, list[Finding]]:
    """Every number of ``thesis`` and the library by address, every series by name, and what is wrong with them.

    Addresses are ``name``, ``name[2021A]`` and, where it names one point only, ``name[2021]``; both lead to the same
    number. ``frames`` are the thesis' tables, already made. A computed number that fails is a finding at its own place;
    what rests on it is left out silently.
    """
    with localcontext(CONTEXT):
        known, findings = gather(thesis, shared)
        add_frames(known, frames or {}, thesis)
        findings += _Formulas(thesis, known).compute()
        return Results(known.numbers, known.series, frames or {}), ordered(findings)


class _Formulas:
    """The computed numbers of one thesis, in an order in which each finds its inputs ready."""

    def __init__(self, thesis: ThesisRecord, known: Known) -> None:
        self._thesis = thesis
        self._known = known
        self._trees: dict[str, Node] = {}
        self._depth: dict[str, int] = {}
        self._findings: list[Finding] = []

    def compute(self) -> list[Finding]:
        for name, computed in self._thesis.data.computed.items():
            if name in self._known.numbers or name in self._known.series or name in self._known.broken:
                continue  # given as well, reported as L051
            try:
                self._trees[name] = parse(computed.formula)
            except Problem as problem:
                self._fail(name, problem)
        for name in self._order():
            self._one(name)
        return self._findings

    def _inputs(self, name: str) -> list[str]:
        return [found.base for found in names(self._trees[name]) if found.base in self._trees]

    def _order(self) -> list[str]:
        while True:
            graph = {name: self._inputs(name) for name in self._trees}
            try:
                return list(TopologicalSorter(graph).static_order())
            except CycleError as problem:
                self._break_circle(problem.args[1][:-1])

    def _break_circle(self, circle: list[str]) -> None:
        order = list(self._trees)
        start = min(range(len(circle)), key=lambda index: order.index(circle[index]))
        # graphlib lists each name before the one that reads it; read backwards it says "a rests on b".
        turned = [circle[start], *reversed([*circle[start + 1 :], *circle[:start]])]
        message = f"the formula rests on itself: {' → '.join([*turned, turned[0]])}"
        span = self._name(turned[0])
        self._findings.append(
            Finding("N209", message, span, "give one of them a source or another formula", self._thesis.slug)
        )
        for name in circle:
            del self._trees[name]
            self._known.broken.add(name)

    def _one(self, name: str) -> None:
        self._depth[name] = 1 + max((self._depth.get(found, 0) for found in self._inputs(name)), default=0)
        tree = self._trees[name]
        try:
            if self._depth[name] > STEP_LIMIT and self._known.broken.isdisjoint(self._inputs(name)):
                raise Problem.of(
                    "N212", f"'{name}' rests on more than {STEP_LIMIT} computed numbers in a line", "shorten it"
                )
            asked = self._thesis.data.computed[name].undefined == "n.m."
            value = (evaluate_or_undefined if asked else evaluate)(tree, self._known)
            if isinstance(value, Path):
                self._add_path(name, value)
            else:
                self._add_number(name, value)
        except Problem as problem:
            self._fail(name, problem.placed(tree.offset, tree.length))
        except Skipped:
            self._known.broken.add(name)

    def _add_number(self, name: str, value: Quantity) -> None:
        computed = self._thesis.data.computed[name]
        if value.unit is None:
            raise Problem.of("N204", "the result is a number without unit", "name a fact, or divide two like numbers")
        if value.kind is None:
            raise Problem.of("N203", "the formula names no sourced number", "name a fact or series")
        label = computed.label or value.label
        if label is None:
            help_text = "write `formula:` and `label:` below its name, each on a line of its own"
            raise Problem.of("N203", f"'{name}' needs a label: its formula does not give it one", help_text)
        if value.period is None and value.as_of is None:
            help_text = "name inputs of one period, or give their sources a date"
            raise Problem.of("C124", f"'{name}' has neither a period nor an as-of date", help_text)
        self._known.scopes[name] = value.scopes
        self._known.numbers[name] = Number(
            name,
            label,
            value.amount,
            value.unit,
            value.kind,
            self._name(name),
            value.period,
            value.as_of,
            derivation=Derivation(computed.formula, value.formulas, value.reads),
            decimals=self._decimals(name),
            note=computed.note,
            basis=value.basis,
            reason=value.undefined.message if value.undefined else "",
            undefined=value.undefined.code if value.undefined else "",
            stated=self._stated(name, value),
        )

    def _decimals(self, name: str) -> int | None:
        """The author's wish, else what suits the formula that the whole expression is a call of."""
        wished, tree = self._thesis.data.computed[name].decimals, self._trees[name]
        return FORMULAS[tree.name].decimals if wished is None and isinstance(tree, Call) else wished

    def _stated(self, name: str, value: Quantity) -> Amount | None:
        """The figure given elsewhere, in base units of ``value``; reports N216 where it is in another measure."""
        stated = self._thesis.data.computed[name].stated
        if stated is None:
            return None
        try:
            factor = units.like(value.unit, stated.unit, "the comparison")
        except Problem:
            message = f"'{name}' comes out in '{value.unit}', and is stated in '{stated.unit}'"
            self._report("N216", message, name, "state it in the unit of the result, or mend the formula")
            return None
        return scaled(Interval.of(stated.value.scaled(stated.unit.scale)), factor).amount

    def _report(self, code: str, message: str, name: str, help_text: str) -> None:
        """A finding about the figure that is stated for ``name``."""
        span = self._thesis.record.at("computed", name, "stated", "unit")
        self._findings.append(Finding(code, message, span, help_text, self._thesis.slug))

    def _add_path(self, name: str, path: Path) -> None:
        computed = self._thesis.data.computed[name]
        label: Text | None = computed.label or path.label
        points: list[Number] = []
        for period, value in path.points:
            if value.kind is None or value.unit is None or label is None:
                raise Problem.of("N203", "the formula names no sourced number", "name a fact or series")
            if value.undefined and computed.undefined == "refuse":
                raise Problem(value.undefined)
            points.append(self._point(name, label, period, value.unit, value.kind, value))
        if len({point.address for point in points}) < len(points):
            raise Problem.of("N210", "two points of the result have one period", "give the series one kind for each")
        if computed.stated:
            message = f"'{name}' is a series, for which no one figure can be stated"
            self._report("N216", message, name, "state a figure for a number computed from one of its points")
        first = points[0]
        reads = tuple(dict.fromkeys(address for _, value in path.points for address in value.reads))
        derivation = Derivation(computed.formula, path.formulas, reads)
        series = Series(name, first.label, first.unit, tuple(points), self._name(name), derivation, path.x_noun)
        self._known.add_series(series)

    def _point(self, name: str, label: Text, period: Period, unit: Unit, kind: Kind, value: Quantity) -> Number:
        computed = self._thesis.data.computed[name]
        address = f"{name}[{period}]"
        self._known.scopes[address] = value.scopes
        return Number(
            address,
            label,
            value.amount,
            unit,
            kind,
            self._name(name),
            period,
            value.as_of,
            derivation=Derivation(computed.formula, value.formulas, value.reads),
            decimals=self._decimals(name),
            note=computed.note,
            basis=value.basis,
            reason=value.undefined.message if value.undefined else "",
            undefined=value.undefined.code if value.undefined else "",
        )

    def _name(self, name: str) -> Span:
        record = self._thesis.record
        return record.places.key(*record.pointer, "computed", name)

    def _fail(self, name: str, problem: Problem) -> None:
        self._known.broken.add(name)
        remark = problem.remark
        span = self._place(name, remark.offset or 0, remark.length)
        self._findings.append(Finding(remark.code, remark.message, span, remark.help, self._thesis.slug))

    def _place(self, name: str, offset: int, length: int) -> Span:
        """The place of a part of a formula within the YAML file."""
        record, formula = self._thesis.record, self._thesis.data.computed[name].formula
        pointer: Pointer = ("computed", name, "formula")
        if (*record.pointer, *pointer) not in record.places.ends:
            pointer = pointer[:-1]
        snippet = formula[offset : offset + length]
        before = sum(formula.startswith(snippet, start) for start in range(offset))
        return record.inside(pointer, snippet, before) if snippet else record.at(*pointer)
