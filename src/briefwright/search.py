"""The index that readers search: Pagefind's, made of the finished pages and kept where these have not changed.

Pages that say what they can be narrowed by (``data-pagefind-body``) are searched, each language apart. Pagefind reads
files and writes files, so it is given copies in a folder of its own, and its answer is read back.
"""

import re
import subprocess
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from briefwright import pagefind
from briefwright.model.finding import Finding, Refused

FOLDER = "pagefind/"
_BODY = b"data-pagefind-body"
SECONDS = 300.0
"""Far more than 30,000 pages take."""
_UNREAD = (
    *(".data", ".ledger", ".keydata", ".stages", ".downloads", ".contents", ".rail", ".mast", ".facts", "sup"),
    "[data-pagefind-ignore]",
)
"""Parts of pages that are no text: tables of numbers, which would be found for every figure, and the stages beside a
text, which its sector's page has; navigation, the lines over titles, which excerpts would begin with, and the marks of
citations, which would stand in the middle of words."""
_MARKS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_MARKS}]")
_TEXT = re.compile(f">[^<>{_MARKS}]*+[{_MARKS}][^<]*")
"""Text with Chinese in it."""
_HAN_END = r"(?<=[\u3400-\u9fff）])(?:\s*</(?:a|b|span|strong)>)*\s*"
_NAME, _END = re.compile(f"({_HAN_END}</dt>)|</dt>"), re.compile(_HAN_END + r"</(?:p|dd|(h\d))>")
"""Ends of parts without a mark. After Latin text Pagefind puts one there, but not after a name."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own pages and styles; the search page has its own."""


def searched(path: str) -> bool:
    """Whether the page at ``path`` can be found: those of theses, sectors, companies and sources are ``index.html``."""
    return path.endswith("/index.html") and path.count("/") > 1


def renewed(
    pages: Mapping[str, bytes | Path], last: Mapping[str, bytes | Path], changed: Collection[str]
) -> dict[str, bytes | Path]:
    """``index(pages)`` by way of the ``last`` one: pages ``changed`` are other now, or new, or gone."""
    again = {path: content for path in changed if (content := pages.get(path)) and _BODY in _bytes(content)}
    if last and again:  # where none says that it is searched, that is a matter of the others
        gone: dict[str, set[str]] = {}
        for path in changed:
            gone.setdefault(path.partition("/")[0].lower(), set()).add(f"/{path}")
        before = {path.removeprefix(FOLDER): content for path, content in last.items()}
        made = {path.removeprefix(FOLDER): data for path, data in index(again).items()}
        with suppress(ValueError, LookupError, OSError):  # a damaged one is made anew
            return {FOLDER + path: content for path, content in pagefind.renewed(made, before, gone).items()}
    return {**index(pages)}


def index(pages: Mapping[str, bytes | Path]) -> dict[str, bytes]:
    """The files of the index of ``pages``, below ``pagefind/``; none where no page can be found.

    Raises Refused (P607) where Pagefind is not there, fails, or does not end.
    """
    with TemporaryDirectory(prefix="briefwright-") as name:
        top, out = Path(name, "pages"), Path(name, "index")
        for path, content in pages.items():
            target = top / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_apart(_bytes(content).decode()), encoding="utf-8")
        if not pages:
            return {}
        _run(top, out)
        files = {
            path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
        }
    try:
        files = pagefind.in_order(files)
    except (ValueError, LookupError) as problem:
        raise _refused(f"its files are of another form: {problem}") from None
    return {FOLDER + path: data for path, data in files.items() if not path.startswith(_UNUSED)}


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _apart(html: str) -> str:
    """A page with every Chinese character for a word, as the search page writes what is asked for.

    Pagefind takes a text apart by one dictionary and a reader's browser the question by another; what they see as
    words differs (多模态), and is then not found. Characters in a row are found as a phrase. What stands in excerpts
    behind each other, such as a name and its value, is kept apart by a mark.
    """
    html = html.replace("\u2060", "")  # joiners are no words
    html = _NAME.sub(lambda end: f"{'：' if end[1] else ': '}{end[0]}", html)
    html = _END.sub(lambda end: f"{end[0]}。" if end[1] else f"。{end[0]}", html)  # titles are shown without
    return _TEXT.sub(lambda text: _HAN.sub(r" \g<0> ", text[0]), html)


def _run(top: Path, out: Path) -> None:
    command = [_program(), "--site", str(top), "--output-path", str(out), "--keep-index-url", "--silent"]
    command += [part for selector in _UNREAD for part in ("--exclude-selectors", selector)]
    try:
        done = subprocess.run(  # noqa: S603 - a program of the environment, with addresses of our own
            command, cwd=top, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _refused(f"indexing did not end within {SECONDS:.0f} seconds") from None
    except OSError as problem:
        raise _refused(f"its program does not run: {problem.strerror}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise _refused(said[-1][:200] if said else f"it ended with {done.returncode}")


def _program() -> str:
    try:
        from pagefind_bin_extended import get_executable
    except ImportError:
        raise _refused("the package 'pagefind_bin_extended' is not installed") from None
    return str(get_executable())


def _refused(why: str) -> Refused:
    help_ = "install pagefind[extended] anew, or build with --format pdf, which needs no search"
    return Refused(Finding("P607", f"the search index could not be made: {why}", help=help_))
