"""What a caller is told: findings, as an exception or as a list that shows itself."""

import difflib
from collections.abc import Iterable, Sequence
from html import escape

from briefwright.model.finding import Finding


def told(finding: Finding) -> str:
    """``file:line:column: severity CODE message``, and the help on a line of its own."""
    span = finding.span
    where = f"{span.file}:{span.line}:{span.column}: " if span else ""
    helped = f"\nhelp: {finding.help}" if finding.help else ""
    return f"{where}{finding.severity} {finding.code} {finding.message}{helped}"


class ContentError(ValueError):
    """Something in the content, or in what was asked of it, cannot be used; ``findings`` say what, if any were made."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "ContentError":
        """The error that tells ``findings``."""
        found = tuple(findings)
        return cls("\n".join(map(told, found)), found)


class UnknownName(ContentError, KeyError):
    """There is nothing of that name; the message says which names are near. A KeyError, too, for mappings."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        choices = sorted(set(known))
        close = difflib.get_close_matches(name, choices, n=3)
        listed = f"did you mean {' or '.join(close)}?" if close else f"known are: {', '.join(choices[:40]) or 'none'}"
        super().__init__(f"there is no {what} '{name}'; {listed}")

    def __str__(self) -> str:
        return str(self.args[0])


class Findings(tuple[Finding, ...]):
    """Findings that show themselves, one under another."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n\n".join(map(told, self)) or "no findings"

    def _repr_html_(self) -> str:
        if not self:
            return "<p>no findings</p>"
        rows = "".join(
            f"<tr><td>{escape(one.severity)}</td><td>{escape(one.code)}</td><td>{escape(_place(one))}</td>"
            f"<td>{escape(one.message)}<br><em>{escape(one.help)}</em></td></tr>"
            for one in self
        )
        return f"<table><thead><tr><th></th><th>code</th><th>place</th><th>finding</th></tr></thead>{rows}</table>"


def _place(finding: Finding) -> str:
    return f"{finding.span.file}:{finding.span.line}" if finding.span else ""
