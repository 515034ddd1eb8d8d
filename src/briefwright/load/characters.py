"""Bytes of a text file to characters: UTF-8 only, and only characters that XML, PDF and YAML can all hold."""

from briefwright.model.characters import FORBIDDEN
from briefwright.model.finding import Finding, Span

_NAMES = {
    "\ufeff": "a byte order mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\x85": "a next-line character",
    "\x00": "a NUL character",
}
_SHOWN = 10


def named(character: str) -> str:
    """``a control character (U+0007)``."""
    return f"{_NAMES.get(character, 'a control character')} (U+{ord(character):04X})"


def decode(file: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file with LF line ends and no leading byte order mark; None with findings L001 or L003."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        head = data[: problem.start].decode("utf-8-sig", errors="replace")
        line, column = position(lf(head), len(lf(head)))
        message = f"the file is not UTF-8: byte 0x{data[problem.start]:02X} cannot be read here"
        way_out = "save the file as UTF-8 (it may now be in UTF-16, GBK, Big5 or a Windows encoding)"
        return None, [Finding("L001", message, Span(file, line, column), way_out)]
    text = lf(text)
    if not FORBIDDEN.search(text):
        return text, []
    findings = []
    for match, _ in zip(FORBIDDEN.finditer(text), range(_SHOWN), strict=False):
        line, column = position(text, match.start())
        message = f"{named(match[0])} is not allowed in text"
        findings.append(Finding("L003", message, Span(file, line, column), "delete the character; it may be invisible"))
    return None, findings


def lf(text: str) -> str:
    """``text`` with CR LF and CR made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def position(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def brief(text: str, limit: int = 60) -> str:
    """``text`` on one line, shortened for a message."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
