"""Securities as data vendors write them. The key stays ``{mic, code}``; this is for readers only."""

from typing import Literal

from briefwright.model.records import Security

Style = Literal["wind", "reuters", "bloomberg", "yahoo"]

_SUFFIX: dict[Style, dict[str, str]] = {
    "wind": {
        "XSHE": ".SZ", "XSHG": ".SH", "BJSE": ".BJ", "XHKG": ".HK", "XNAS": ".O", "XNYS": ".N", "XTAI": ".TW",
    },
    "reuters": {"XSHE": ".SZ", "XSHG": ".SS", "XHKG": ".HK", "XNAS": ".O", "XNYS": ".N", "XTAI": ".TW"},
    "bloomberg": {
        "XSHE": " CH", "XSHG": " CH", "BJSE": " CH", "XHKG": " HK", "XNAS": " US", "XNYS": " US", "XTAI": " TT",
    },
    "yahoo": {"XSHE": ".SZ", "XSHG": ".SS", "XHKG": ".HK", "XNAS": "", "XNYS": "", "XTAI": ".TW"},
}  # fmt: skip
"""Vendor → market → what stands behind the code. A market that a vendor is not known to cover has no entry."""
_HONG_KONG_DIGITS: dict[Style, int] = {"wind": 5, "reuters": 4, "bloomberg": 1, "yahoo": 4}
"""With how many digits at least a vendor writes a code of Hong Kong: 00700, 0700, 700."""
NAMED = ("XSHE", "XSHG", "BJSE", "XHKG", "XNAS", "XNYS", "XTAI")
"""Markets that have a name of their own among the labels."""


def listing(security: Security, style: Style = "wind") -> str:
    """``002230.SZ``, ``09888.HK``, ``BIDU.O``; in another style ``9888 HK``; ``CODE (MIC)`` where none is usual."""
    suffix = _SUFFIX[style].get(security.mic)
    if suffix is None:
        return f"{security.code} ({security.mic})"
    code = security.code
    if security.mic == "XHKG" and code.isdigit():
        code = code.lstrip("0").rjust(_HONG_KONG_DIGITS[style], "0")
    return code + suffix
