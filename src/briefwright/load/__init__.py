"""Load: files to a Library, parsed, typed, every value with its file, line and column."""

from briefwright.load.content import library
from briefwright.load.look import Look, labels, look, tokens

__all__ = ["Look", "labels", "library", "look", "tokens"]
