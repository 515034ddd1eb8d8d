"""What a stage has to say about an input: where, how grave, and how to mend it. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefwright.model.codes import CODES


class Severity(StrEnum):
    """How grave a finding is: an error stops the thesis, a warning stops it only under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the project: root-relative POSIX path, 1-based line and column, length in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One coded remark. ``thesis`` is the slug it belongs to, or ``""`` where it concerns the whole library.

    ``level`` is the severity a house has set; left out, the code's own.
    """

    code: str
    message: str
    span: Span | None = None
    help: str = ""
    thesis: str = ""
    level: Severity | None = None

    @property
    def severity(self) -> Severity:
        return self.level or Severity(CODES[self.code].severity)

    def fails(self, *, strict: bool) -> bool:
        """Whether a command that finds it fails; ``strict`` where warnings do."""
        return self.severity is Severity.ERROR or (strict and not CODES[self.code].told)

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        return (self.span or Span(""), self.code, self.message)


@dataclass(frozen=True, slots=True, order=True)
class Exempt:
    """Something that the audit lets stand: ``what`` its rule would find, or passes over as ``quoted``, and why."""

    span: Span
    rule: str
    what: str
    because: str
    thesis: str
    quoted: bool = False


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Unique findings in the order of their places, so that output does not depend on the order of work."""
    return sorted(set(findings), key=lambda finding: finding.sort_key)


class Refused(Exception):
    """An input cannot be used at all; carries the findings that say why. Caught at the end of its stage."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings
