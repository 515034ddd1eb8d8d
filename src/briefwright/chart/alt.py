"""One sentence for those who cannot see the chart, from the numbers it draws."""

from collections.abc import Sequence

from briefwright.chart.subject import Item, Subject
from briefwright.model.amount import Amount
from briefwright.model.number import Number, Series
from briefwright.model.period import Kind
from briefwright.model.unit import Unit

_ALL = 6
"""So many numbers are read out one by one; of more, the first, the last and the extremes."""


def of_bars(subject: Subject, shown: Sequence[Item], *, log: bool) -> str:
    """Names and values as prose prints them, so that a bound is told as one; kinds other than actual are named."""
    told = list(shown)
    if len(shown) > _ALL:
        ranked = sorted(shown, key=lambda item: item.number.amount.value)
        wanted = {id(item) for item in (shown[0], ranked[0], ranked[-1], shown[-1])}
        told = [item for item in shown if id(item) in wanted]
    points = [subject.locale.label("alt_point", name=item.caption, value=_value(subject, item.number)) for item in told]
    if len(told) < len(shown):
        points.append(subject.locale.label("alt_and_more", count=str(len(shown) - len(told))))
    return sentence(subject, f"alt_{subject.exhibit.chart}", points, log=log)


def of_lines(subject: Subject, lines: Sequence[Series], *, log: bool) -> str:
    """For each line its name, first and last value, and its extremes where they lie between."""
    points = [_line(subject, line) for line in lines]
    return sentence(subject, "alt_line", points, log=log)


def sentence(subject: Subject, key: str, points: Sequence[str], *, log: bool = False) -> str:
    """The label ``key`` with the exhibit's title and its points."""
    locale = subject.locale
    told = [*points, locale.label("log_scale")] if log else list(points)
    return locale.label(
        key, title=subject.plain(subject.exhibit.title).rstrip("。."), points=locale.label("semicolon").join(told)
    )


def _value(subject: Subject, number: Number) -> str:
    text = subject.locale.number(number)
    if number.kind is Kind.ACTUAL:
        return text
    return text + subject.locale.label("in_brackets", text=subject.locale.kind(number.kind))


def _line(subject: Subject, line: Series) -> str:
    locale = subject.locale
    first, last = line.points[0], line.points[-1]
    alike = len({point.kind for point in line.points}) == 1

    def value(point: Number) -> str:
        """Its kind is told with every value where kinds differ, else once with the name."""
        return locale.number(point) if alike else _value(subject, point)

    name = subject.plain(line.label)
    if alike and first.kind is not Kind.ACTUAL:
        name += locale.label("in_brackets", text=locale.kind(first.kind))
    ends = {"first": value(first), "last": value(last)}
    whens = {"first_when": when(subject, line, first), "last_when": when(subject, line, last)}
    found = [locale.label("alt_from_to", name=name, **ends, **whens)]
    for key, extreme in (("alt_highest", max), ("alt_lowest", min)):
        point = extreme(line.points, key=lambda number: number.amount.value)
        if point.amount.value not in (first.amount.value, last.amount.value):
            found.append(locale.label(key, value=value(point), when=when(subject, line, point)))
    return locale.label("comma").join(found)


def when(subject: Subject, line: Series, number: Number) -> str:
    """The period of a point in prose; of elapsed time, its duration: 18个月, 18 months."""
    if number.period is None:
        return ""
    if number.period.start is None and line.x_noun:
        return subject.locale.amount(Amount.point(number.period.label), Unit.parse(line.x_noun), exact=True)
    return subject.locale.when(number.period)
