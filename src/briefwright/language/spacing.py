"""Space between Han and Latin: a thin one, as Chinese publishers set it, wherever text is printed."""

import re

HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
THIN = "\u2009"
_LATIN = r"A-Za-z0-9\u00c0-\u024f\u0370-\u03ff"
_BEFORE_HAN = re.compile(rf"(?<=[{_LATIN}%+°])(?=[{HAN}])")
_AFTER_HAN = re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}$€£¥~+\u2212@#])")

OPENING = "（《「『【〈〔“‘"
"""Full-width marks that open: the left half of their square is empty."""
_STOPS, _CLOSING = "。，、；：！？", "）》」』】〉〕”’"
_HALF = {
    # The stops of Traditional type stand in the middle of their square and keep it.
    traditional: re.compile(rf"[{closing}](?=[{_STOPS}{_CLOSING}{OPENING}])|(?<=[{OPENING}])[{OPENING}]")
    for traditional, closing in ((False, _STOPS + _CLOSING), (True, _CLOSING))
}


def halved(text: str, open_tag: str, close_tag: str, *, traditional: bool) -> str:
    """``text`` with tags around every full-width mark that gives up its empty half to the mark beside it."""
    return _HALF[traditional].sub(lambda mark: f"{open_tag}{mark[0]}{close_tag}", text)


def yielding(text: str, *, traditional: bool) -> list[int]:
    """Where in ``text`` the marks stand that give up their empty half."""
    return [mark.start() for mark in _HALF[traditional].finditer(text)]


def spaced(text: str) -> str:
    """``text`` with thin spaces between Han and Latin letters or digits."""
    return _AFTER_HAN.sub(THIN, _BEFORE_HAN.sub(THIN, text))


def meets(pair: str) -> bool:
    """Whether a thin space belongs between the two characters of ``pair``."""
    return bool(_AFTER_HAN.search(pair) or _BEFORE_HAN.search(pair))
