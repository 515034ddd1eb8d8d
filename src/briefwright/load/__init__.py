"""Load: files to a Library, parsed, typed, every value with its file, line and column."""

from briefwright.load.content import library, records
from briefwright.load.datasets import dataset
from briefwright.load.look import Look, houses_with_look, labels, look, tokens

__all__ = ["Look", "dataset", "houses_with_look", "labels", "library", "look", "records", "tokens"]
