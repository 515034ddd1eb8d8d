"""Stage models and waves: bars over columns of time, or a strip of stages where there is no time."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.memo import StageModel, Step
from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class StepView:
    """A stage. Its bar is ``across`` columns of time wide, after ``before`` empty ones, and has ``after`` behind it."""

    name: Markup
    when: Markup
    says: Markup
    limit: Markup
    focus: bool
    before: int = 0
    across: int = 0
    after: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class StageModelView:
    """A stage model; ``spans`` are the heads of the columns of time, empty for a strip."""

    title: Markup
    spans: tuple[Markup, ...]
    steps: tuple[StepView, ...]
    note: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class WavesView:
    """The stage models in order."""

    models: tuple[StageModelView, ...]


def make(setting: Setting) -> WavesView | None:
    found = tuple(_model(setting, index, one) for index, one in enumerate(setting.thesis.waves))
    return WavesView(found) if found else None


def _model(setting: Setting, index: int, model: StageModel) -> StageModelView:
    text = setting.set.text
    return StageModelView(
        text(model.title),
        tuple(text(span, links=False) for span in model.spans),
        tuple(
            _step(setting, step, len(model.spans), setting.at("waves", index, "steps", place))
            for place, step in enumerate(model.steps)
        ),
        text(model.note),
        setting.at("waves", index),
    )


def _step(setting: Setting, step: Step, spans: int, at: str) -> StepView:
    """A stage without a place in time, or with one beyond the last column, is drawn over all that there is of it."""
    text = setting.set.text
    start = min(step.start or 1, spans)
    end = min(max(step.end or step.start or spans, start), spans)
    return StepView(
        text(step.name, links=False),
        text(step.when, links=False),
        text(step.says),
        text(step.limit),
        step.focus,
        max(start - 1, 0),
        end - start + 1 if spans else 0,
        spans - end,
        at,
    )
