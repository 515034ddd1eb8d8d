"""Securities as Chinese data vendors write them. The key stays ``{mic, code}``; this is for readers only."""

from briefwright.model.records import Security

_SUFFIX = {"XSHE": ".SZ", "XSHG": ".SH", "BJSE": ".BJ", "XHKG": ".HK", "XNAS": ".O", "XNYS": ".N", "XTAI": ".TW"}


def listing(security: Security) -> str:
    """``002230.SZ``, ``09888.HK``, ``BIDU.O``; ``CODE (MIC)`` for a market without a usual suffix."""
    suffix = _SUFFIX.get(security.mic)
    return security.code + suffix if suffix else f"{security.code} ({security.mic})"
