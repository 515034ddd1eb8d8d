"""Long lists on several pages: which briefs stand on which, and the way to the pages beside one."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefwright.render.site.parts import Parts
from briefwright.render.site.shelf import Listed
from briefwright.render.site.views import TurnView

_BRIEFS, _ROWS = 24, 600
"""How much a page holds at most, but for a single brief that has more rows than that."""


def paged(briefs: Iterable[Listed], rows: Mapping[str, int] = MappingProxyType({})) -> list[list[Listed]]:
    """``briefs`` in their order by page, at least one; ``rows`` says by slug how many a brief brings along."""
    made: list[list[Listed]] = [[]]
    taken = 0
    for one in briefs:
        if len(made[-1]) == _BRIEFS or (made[-1] and taken + rows.get(one.slug, 0) > _ROWS):
            made.append([])
            taken = 0
        made[-1].append(one)
        taken += rows.get(one.slug, 0)
    return made


def path(folder: str, page: int) -> str:
    """Of the ``page``-th page, from 1, below the folder of the language."""
    return f"{folder}/index.html" if page == 1 else f"{folder}/{page}/index.html"


def turn(parts: Parts, folder: str, page: int, whole: int) -> TurnView:
    """The way from a page to those beside it."""
    told = parts.locale.label("page_of", page=str(page), pages=str(whole)) if whole > 1 else ""
    return TurnView(
        parts.locale.spaced(told),
        parts.up + path(folder, page - 1) if page > 1 else "",
        parts.up + path(folder, page + 1) if page < whole else "",
    )
