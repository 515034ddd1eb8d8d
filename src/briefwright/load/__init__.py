"""Load: files to a Library, parsed, typed, every value with its file, line and column."""

from briefwright.load.content import library

__all__ = ["library"]
