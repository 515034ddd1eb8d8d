"""What is set, without its setting: the text of markup, for files that are read by programs."""

import re

from markupsafe import Markup

_CITED = re.compile(r"(?:\u2060)?<sup class=\"(?:cite|doubt)\">.*?</sup>", re.DOTALL)
_SPACED = str.maketrans({"\u2009": "", "\u202f": "", "\u2060": "", "\u00a0": " "})
"""Thin spaces stand between Han and Latin alone, and are set, not written; joiners keep lines whole."""
_ENDS = re.compile(r"</(?:p|li|tr|dt|dd|h[1-6]|blockquote|pre)>|<br>")
_CELL = re.compile(r"</(?:td|th)>")


def text_of(html: str) -> str:
    """One line of plain text: no citations, no thin spaces."""
    return Markup(_CITED.sub("", html).translate(_SPACED)).striptags()  # noqa: S704 - its tags are taken away


def lines_of(html: str) -> str:
    """The same with a line for every paragraph, item and row; cells are parted by tabs."""
    pieces = _ENDS.split(_CITED.sub("", html))
    rows = ("\t".join(filter(None, map(text_of, _CELL.split(piece)))) for piece in pieces)
    return "\n".join(filter(None, rows))


def unspaced(text: str) -> str:
    """Plain text as it was before it was set."""
    return text.translate(_SPACED)
