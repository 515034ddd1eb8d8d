"""One HTML page of before and after, with its pictures beside it: opens from the disk, needs no script."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefwright.compare.pictures import Leaf

if TYPE_CHECKING:
    from briefwright.compare import Pair

_MARK = '<meta name="generator" content="briefwright compare">'
"""By which a folder is known to be one of these, and to be written over."""
_SAID = {"changed": "changed", "added": "new", "removed": "gone", "same": "unchanged"}
_HEAD = Markup(  # noqa: S704 - our own words
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    f"{_MARK}\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'\">\n"
    "<title>Before and after</title>\n"
    '<link rel="stylesheet" href="compare.css">\n</head>\n<body>\n<main>\n'
)
_FOOT = Markup("\n</main>\n</body>\n</html>\n")
_STYLE = """\
:root { color-scheme: light; --ink: #14213d; --muted: #5b6472; --rule: #d5dae1; --old: #b5292f; --new: #12743a; }
body { margin: 0; background: #eef0f3; color: var(--ink); font: 15px/1.5 Inter, "Noto Sans CJK SC", sans-serif; }
main { max-width: 1500px; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
p { margin: 0 0 .75rem; color: var(--muted); }
p b { color: var(--ink); }
a { color: inherit; }
table { border-collapse: collapse; margin: 1rem 0; background: #fff; }
th, td { text-align: left; padding: .35rem .9rem; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { color: var(--muted); border-bottom: 2px solid var(--ink); }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
section.leaf { margin: 1.25rem 0 2rem; }
h3 { font-size: .95rem; margin: 0 0 .4rem; }
h3 small { font-weight: 400; color: var(--muted); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start; }
figure { margin: 0; }
figcaption { font-size: .8rem; color: var(--muted); }
.before figcaption b { color: var(--old); }
.after figcaption b { color: var(--new); }
img { display: block; box-sizing: border-box; width: 100%; background: #fff; border: 1px solid var(--rule); }
.none { border: 1px dashed var(--rule); padding: 3rem 1rem; text-align: center; color: var(--muted); }
details { margin: 1rem 0; }
summary { cursor: pointer; color: var(--muted); }
.same { display: grid; grid-template-columns: repeat(auto-fill, minmax(130px, 1fr)); gap: .75rem; margin-top: .75rem; }
@media (max-width: 640px) { main { padding: .75rem; } .sides { gap: .35rem; } }
"""


def known(out: Path) -> bool:
    """Whether ``out`` may be written: not there, empty, or an earlier comparison."""
    if not out.is_dir():
        return not os.path.lexists(out)
    if not any(out.iterdir()):
        return True
    page = out / "index.html"
    return page.is_file() and _MARK in page.read_text(encoding="utf-8", errors="replace")[:1000]


def write(pairs: Sequence["Pair"], names: tuple[str, str], out: Path) -> Path:
    """Write the page and its pictures to ``out``, for which ``known`` is true; returns the page. Raises OSError."""
    growing = out.with_name(f".{out.name}.tmp-{os.getpid()}")
    shutil.rmtree(growing, ignore_errors=True)
    try:
        (growing / "pages").mkdir(parents=True)
        text = Markup("\n").join(_whole(pairs, names, growing))
        (growing / "index.html").write_text(_HEAD + text + _FOOT, encoding="utf-8")
        (growing / "compare.css").write_text(_STYLE, encoding="utf-8")
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(out)
        growing.replace(out)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return out / "index.html"


def _whole(pairs: Sequence["Pair"], names: tuple[str, str], folder: Path) -> Iterator[Markup]:
    changed = [pair for pair in pairs if pair.state != "same"]
    yield Markup("<h1>Before and after</h1>")
    yield Markup("<p>Before: <b>{}</b>. After: <b>{}</b>. {}</p>").format(*names, told(pairs))
    if pairs:
        yield _contents(pairs)
    for number, pair in enumerate(changed, 1):
        yield from _document(pair, number, folder)


def told(pairs: Sequence["Pair"]) -> str:
    """``3 of 39 PDFs differ, on 7 pages.``"""
    changed = [pair for pair in pairs if pair.state != "same"]
    pages = sum(len(pair.changed) for pair in changed)
    if not changed:
        return f"{len(pairs)} PDFs, all the same." if pairs else "There are no PDFs."
    differ = "differs" if len(changed) == 1 else "differ"
    return f"{len(changed)} of {len(pairs)} PDFs {differ}, on {pages} page{'' if pages == 1 else 's'}."


def _contents(pairs: Sequence["Pair"]) -> Markup:
    rows = []
    for number, pair in enumerate(pairs, 1):
        # Those that differ come first, so that their numbers are those of their chapters.
        link = Markup('<a href="#d{}">{}</a>').format(number, pair.name) if pair.leaves else pair.name
        pages = f"{len(pair.changed)} of {len(pair.leaves)}" if pair.leaves else ""
        rows.append(
            Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td class="n">{}</td></tr>').format(
                link, pair.title, _SAID[pair.state], pages
            )
        )
    heads = [Markup('<th scope="col">{}</th>').format(head) for head in ("PDF", "Brief", "State", "Pages changed")]
    whole = Markup("<table><thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table>")
    return whole.format(Markup("").join(heads), Markup("\n").join(rows))


def _document(pair: "Pair", number: int, folder: Path) -> Iterator[Markup]:
    yield Markup('<h2 id="d{}">{}</h2>\n<p>{}: {}</p>').format(number, pair.title, pair.name, _SAID[pair.state])
    for leaf in pair.changed:
        yield _leaf(leaf, number, folder)
    same = [leaf for leaf in pair.leaves if leaf.state == "same"]
    if same:
        pictures = Markup("\n").join(
            _picture(leaf.after, _page(leaf), _name(number, leaf, "s"), folder) for leaf in same
        )
        yield Markup('<details><summary>{}</summary>\n<div class="same">\n{}\n</div></details>').format(
            f"{len(same)} page{'' if len(same) == 1 else 's'} unchanged", pictures
        )


def _leaf(leaf: Leaf, number: int, folder: Path) -> Markup:
    share = f"{leaf.share:.1%} of the page" if leaf.state == "changed" else _SAID[leaf.state]
    sides = []
    for side, word, page, content in (
        ("before", "Before", leaf.old, leaf.before),
        ("after", "After", leaf.new, leaf.after),
    ):
        drawn = Markup('<div class="none">not there</div>')
        if content:
            drawn = _picture(content, f"{word}: page {page}", _name(number, leaf, side[0]), folder)
        sides.append(Markup('<div class="{}">{}</div>').format(side, drawn))
    return Markup(
        '<section class="leaf"><h3>{} <small>{}</small></h3>\n<div class="sides">{}\n{}</div></section>'
    ).format(_page(leaf), share, *sides)


def _page(leaf: Leaf) -> str:
    if leaf.old and leaf.new and leaf.old != leaf.new:
        return f"Page {leaf.new}, was {leaf.old}"
    return f"Page {leaf.new or leaf.old}"


def _name(number: int, leaf: Leaf, side: str) -> str:
    return f"pages/{number:03}-{leaf.new or leaf.old:03}{side if leaf.new else side + 'x'}.png"


def _picture(content: bytes, says: str, name: str, folder: Path) -> Markup:
    (folder / name).write_bytes(content)
    caption = Markup("<b>{}</b>").format(says)
    return Markup('<figure><img src="{}" alt="{}" loading="lazy"><figcaption>{}</figcaption></figure>').format(
        name, says, caption
    )
