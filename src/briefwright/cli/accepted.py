"""What the audit lets stand, for people and programs: accepted findings and marked quotations, each with its reason."""

from collections.abc import Callable, Sequence

from briefwright.cli.findings import place_of, plain_json, safe
from briefwright.model.finding import Exempt


def as_text(listed: Sequence[Exempt]) -> str:
    """``file:line:column: RULE what``, then ``because:``; and how many there are."""
    parts = [
        f"{safe(one.span.file)}:{one.span.line}:{one.span.column}: {one.rule} {safe(one.what)}\n"
        f"because: {safe(one.because)}"
        for one in listed
    ]
    quoted = sum(one.quoted for one in listed)
    return "\n\n".join([*parts, f"{len(listed) - quoted} accepted, {quoted} quoted"])


def as_json(listed: Sequence[Exempt]) -> str:
    """A list of objects with ``thesis``, ``rule``, ``what``, ``quoted``, ``because`` and ``place``."""
    records = [
        {
            "thesis": one.thesis,
            "rule": one.rule,
            "what": one.what,
            "quoted": one.quoted,
            "because": one.because,
            "place": place_of(one.span),
        }
        for one in listed
    ]
    return plain_json(records)


EXEMPT_FORMATS: dict[str, Callable[[Sequence[Exempt]], str]] = {"text": as_text, "json": as_json}
"""The forms of ``check --accepted``."""
