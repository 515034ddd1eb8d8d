"""Templates and the look as a project meets them: which there are, what each sees, a copy to edit."""

from briefwright.catalogue.contexts import Field, View, block_view, known_views, page_view, type_words, used_of, view_of
from briefwright.catalogue.ejected import Moved, eject, moved_on
from briefwright.catalogue.files import KINDS, Entry, entries, found, said_of

__all__ = [
    "KINDS",
    "Entry",
    "Field",
    "Moved",
    "View",
    "block_view",
    "eject",
    "entries",
    "found",
    "known_views",
    "moved_on",
    "page_view",
    "said_of",
    "type_words",
    "used_of",
    "view_of",
]
