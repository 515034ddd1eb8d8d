"""What goes wrong inside one formula: a coded message with its place in the expression."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefwright.model.lang import Lang

UNDEFINED: Mapping[str, Mapping[Lang, str]] = {
    "N206": {"zh-Hans": "基数不为正", "zh-Hant": "基數不為正", "en": "the base is not above zero"},
    "N207": {"zh-Hans": "除数为零或可能为零", "zh-Hant": "除數為零或可能為零", "en": "the divisor is or may be zero"},
    "N217": {"zh-Hans": "所用数据本身不适用", "zh-Hant": "所用數據本身不適用", "en": "an input is not meaningful"},
}
"""Codes of formulas outside their domain, and what readers are told: the result is not meaningful, where the author
asks for that. All other faults are mistakes in the content, and stay errors."""


def why(code: str, lang: Lang) -> str:
    """Why a number is not meaningful, in a language; "" for one that is."""
    return UNDEFINED[code][lang] if code else ""


@dataclass(frozen=True, slots=True)
class Remark:
    """``offset`` and ``length`` count characters of the expression; ``argument`` is the index of the one at fault."""

    code: str
    message: str
    help: str = ""
    offset: int | None = None
    length: int = 1
    argument: int | None = None


class Problem(Exception):
    """A formula cannot be read or computed. Caught where the formula was written, where it becomes a finding."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.message)
        self.remark = remark

    @classmethod
    def of(cls, code: str, message: str, help: str = "", *, argument: int | None = None) -> "Problem":  # noqa: A002 - the finding's word
        return cls(Remark(code, message, help, argument=argument))

    def placed(self, offset: int, length: int) -> "Problem":
        """The same problem at a place of the expression, unless it has one already."""
        if self.remark.offset is not None:
            return self
        return Problem(replace(self.remark, offset=offset, length=length))


class Skipped(Exception):
    """A formula rests on a number that is broken and reported elsewhere; nothing is said about it again."""
