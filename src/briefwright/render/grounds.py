"""What something rests on, as printed: a statement with its source, or a number with its kind."""

from markupsafe import Markup

from briefwright.model.period import Kind
from briefwright.render.setting import Setting


def ground(setting: Setting, name: str) -> Markup:
    """A name under ``because:``: a statement, a number, or the two ends of a series."""
    text, locale, results = setting.set, setting.locale, setting.material.results
    if name in setting.thesis.evidence:
        statement = setting.thesis.evidence[name]
        return text.cited(statement.says, statement.source)
    series = results.series.get(name)
    numbers = series.points if series else (results.numbers[name],)
    label = text.text(series.label, links=False) if series else text.name(numbers[0])
    shown = Markup(" → ").join(
        text.number(number) for number in (numbers[:1] + numbers[-1:] if len(numbers) > 1 else numbers)
    )
    kind = numbers[-1].kind
    told = locale.label("in_brackets", text=locale.kind(kind)) if kind is not Kind.ACTUAL else ""
    return label + locale.label("colon") + shown + text.words(told)
