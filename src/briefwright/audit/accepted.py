"""Findings that the author accepts, each with its reason."""

from collections.abc import Sequence

from briefwright.audit.context import Audited
from briefwright.model.finding import Finding


def kept(audited: Audited, found: Sequence[Finding]) -> list[Finding]:
    """``found`` less what the thesis accepts."""
    del audited
    return list(found)
