"""Whether the package of a workbook may be opened at all: told from its parts, before any library looks at them."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from briefwright.model.finding import Finding, Refused, Span

BYTES = 64 * 1024 * 1024
"""Bytes that all parts may have unpacked."""
PARTS = 2_000
RATIO = 200
"""How many times its size a part of more than a mebibyte may unpack to; rows of one cell repeated reach a tenth."""
_MEBIBYTE = 1024 * 1024
_TAGS = 2_000_000
"""Tags that sheets and their texts may have: so many are read within seconds."""
_OTHER_TAGS = 200_000
"""Tags of any other part, each of which becomes an object of some size."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = re.compile(
    r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|/externallinks/|/activex/|/embeddings/|/ctrlprops/", re.IGNORECASE
)
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SHEET = re.compile(r"xl/(?:worksheets/.*|sharedStrings)\.xml", re.IGNORECASE)
_MEND = "open it in a spreadsheet program and save it anew as .xlsx"


def refuse_package(path: str, data: bytes, place: Span) -> None:
    """Raises Refused: L060 no workbook, L061 encrypted, L062 with macros or links, L063 too large unpacked."""

    def refused(code: str, says: str, help_: str = _MEND) -> Refused:
        return Refused(Finding(code, f"'{path}' {says}", place, help_))

    if data.startswith(_OLE):
        if _utf16("Workbook") in data and _utf16("EncryptedPackage") not in data:
            raise refused("L060", "is a workbook of the old kind (.xls)")
        raise refused("L061", "is encrypted", "save it without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise refused("L061", "is encrypted", "save it without a password")
            if too_large := _too_large(parts):
                raise refused("L063", too_large, "save the sheet that is needed as a workbook of its own")
            names = [part.filename for part in parts]
            if active := next((name for name in names if _ACTIVE.search(name)), None):
                help_ = "save the sheet that is needed, values only, as a workbook of its own"
                raise refused("L062", f"holds macros, links or embedded objects ({active[:80]})", help_)
            if "[Content_Types].xml" not in names or len(set(names)) < len(names):
                raise refused("L060", "is not a workbook")
            for part in parts:
                if fault := _unsound(part, package):
                    raise refused(*fault)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise refused("L060", "is not a workbook, or is damaged") from None


def has_formulas(data: bytes) -> bool:
    """Whether any sheet of a sound package holds a formula."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return any(_FORMULA.search(text) for name, text in _texts(package) if "worksheets/" in name)


def _texts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in package.infolist():
        if _SHEET.fullmatch(part.filename):
            yield part.filename, package.read(part)


def _too_large(parts: list[zipfile.ZipInfo]) -> str:
    """Why the parts are too many or too large, by what their directory says; they are never read beyond it."""
    if len(parts) > PARTS:
        return f"has {len(parts):,} parts; the limit is {PARTS:,}"
    total = sum(part.file_size for part in parts)
    if total > BYTES:
        return f"unpacks to {total:,} bytes; the limit is {BYTES:,}"
    for part in parts:
        if part.file_size > _MEBIBYTE and part.file_size > RATIO * max(part.compress_size, 1):
            return f"unpacks to {part.file_size // max(part.compress_size, 1):,} times its size"
    return ""


def _unsound(part: zipfile.ZipInfo, package: zipfile.ZipFile) -> tuple[str, str] | None:
    """Code and words for a part that is no plain XML, holds entities, or has more tags than a table needs."""
    name = part.filename
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return None
    body = package.read(part).removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(body)
    if not body.startswith(b"<") or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        return "L060", f"has a part that is not XML in UTF-8 ({name[:80]})"
    if _ENTITIES.search(body):
        return "L060", f"has a part that declares entities ({name[:80]})"
    if name == "[Content_Types].xml" and _ACTIVE_TYPE.search(body):
        return "L062", "says that it holds macros"
    if body.count(b"<") > (_TAGS if _SHEET.fullmatch(name) else _OTHER_TAGS):
        return "L063", f"has a part with too many elements ({name[:80]})"
    return None


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
