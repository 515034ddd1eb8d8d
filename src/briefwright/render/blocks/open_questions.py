"""What has yet to be found out, why it matters, and how."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question; absent parts are empty."""

    asks: Markup
    why: Markup
    how: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestionsView:
    """The questions in order."""

    questions: tuple[QuestionView, ...]


def make(setting: Setting) -> OpenQuestionsView | None:
    text = setting.set.text
    found = tuple(
        QuestionView(text(one.asks), text(one.why), text(one.how), setting.at("open_questions", index))
        for index, one in enumerate(setting.thesis.open_questions)
    )
    return OpenQuestionsView(found) if found else None
