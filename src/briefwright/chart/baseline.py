"""Do bars start at zero? Those of ours do; those of a project's own charts are read in their specification."""

from collections.abc import Mapping
from typing import Any

_LONG = frozenset(("bar", "area"))
"""Marks that are read by their length."""


def cut(spec: Mapping[str, Any], above: Mapping[str, Any] | None = None) -> bool:
    """Has the specification bars or areas, from a base and not between two values, on a linear axis without zero?

    ``above`` are the channels that it inherits. A log axis has no zero; that it is one stands beside the title.
    """
    channels = {**(above or {}), **(spec.get("encoding") or {})}
    parts = [part for key in ("layer", "hconcat", "vconcat", "concat") for part in spec.get(key) or ()]
    if isinstance(spec.get("spec"), Mapping):
        parts.append(spec["spec"])
    mark = spec.get("mark")
    if (mark.get("type") if isinstance(mark, Mapping) else mark) in _LONG:
        return any(_cut(channels, name) for name in ("x", "y"))
    return any(cut(part, channels) for part in parts)


def _cut(channels: Mapping[str, Any], name: str) -> bool:
    channel = channels.get(name) or {}
    scale = channel.get("scale")
    if (
        channel.get("type", "quantitative") != "quantitative"
        or not isinstance(scale, Mapping)
        or channels.get(name + "2")
    ):
        return False
    if scale.get("type", "linear") in ("log", "symlog"):
        return False
    domain = scale.get("domain")
    if isinstance(domain, list):
        ends = [end for end in domain if isinstance(end, int | float)]
        return bool(ends) and (min(ends) > 0 or max(ends) < 0)
    low, high = scale.get("domainMin", 0), scale.get("domainMax", 0)
    return scale.get("zero") is False or low > 0 or high < 0
