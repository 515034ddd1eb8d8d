"""Files that travel inside a PDF: the ledger of its numbers, and what is behind its exhibits.

Only data whose licence lets readers have it; never what the brief was written from: no YAML, no notes of a draft.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Attached:
    """A file by its ``name``, and what it is in the words of readers.

    ``relation`` is what PDF/A-3 wants to know: the data behind what is shown, or a supplement to it.
    """

    name: str
    data: bytes
    says: str
    relation: Literal["Data", "Supplement"]


def attachments(files: Sequence[Attached], day: date) -> list[Any]:
    """The same for WeasyPrint, sorted by name as PDF wants it; ``day`` is their date, because the clock has no say."""
    from weasyprint import Attachment

    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return [
        Attachment(
            file_obj=io.BytesIO(one.data),
            name=one.name,
            description=one.says,
            created=when,
            modified=when,
            relationship=one.relation,
        )
        for one in sorted(files, key=lambda one: one.name)
    ]
