"""Pages as pictures: which page of one build is which of the other, and what of it has changed."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from PIL import Image, ImageChops, ImageFilter

_NOTICED = 24
"""Steps of grey, of 255, from which a pixel counts as another: below it lies the smoothing of edges."""
_AROUND = 9
"""Pixels, an odd number, by which a changed place is widened, so that a changed letter can be seen."""
_OLD, _NEW = (196, 38, 46), (18, 128, 66)
_STRENGTH = 0.38


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page on both sides; a number of 0 and an empty picture where it is on one only.

    ``state`` is ``same``, ``changed``, ``added`` or ``removed``; ``share`` how much of the page has changed. Pictures
    are PNG, what has changed marked in red on the old one and in green on the new one.
    """

    state: str
    old: int
    new: int
    before: bytes = b""
    after: bytes = b""
    share: float = 0.0


def leaves(before: Sequence[bytes], after: Sequence[bytes]) -> tuple[Leaf, ...]:
    """The pages of a document before and after, in the order of the new one; a page that moved on is the same page."""
    old, new = _looks(before), _looks(after)
    found: list[Leaf] = []
    for what, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Leaf("same", start + step + 1, begin + step + 1, after=after[begin + step])
                      for step in range(end - start)]  # fmt: skip
            continue
        for one, other in zip_longest(range(start, end), range(begin, stop)):
            found.append(_leaf(one, other, before, after))
    return tuple(found)


def _looks(pages: Sequence[bytes]) -> list[str]:
    """What pages look like, as hashes of their pixels."""
    return [hashlib.sha256(picture.tobytes() + repr(picture.size).encode()).hexdigest() for picture in _opened(pages)]


def _opened(pages: Sequence[bytes]) -> Iterator[Image.Image]:
    for page in pages:
        with Image.open(io.BytesIO(page)) as picture:
            yield picture.convert("RGB")


def _leaf(old: int | None, new: int | None, before: Sequence[bytes], after: Sequence[bytes]) -> Leaf:
    if old is None or new is None:
        if new is not None:
            return Leaf("added", 0, new + 1, after=after[new], share=1.0)
        gone = old or 0
        return Leaf("removed", gone + 1, 0, before=before[gone], share=1.0)
    one, other = _opened([before[old], after[new]])
    size = max(one.width, other.width), max(one.height, other.height)
    both = min(one.width, other.width), min(one.height, other.height)
    one, other = _on_white(one, size), _on_white(other, size)
    changed = ImageChops.difference(one, other).convert("L").point(lambda grey: 255 if grey > _NOTICED else 0)
    mask = changed.filter(ImageFilter.MaxFilter(_AROUND))
    if both != size:  # what one side's page does not have is a change, though nothing be printed there
        outside = Image.new("L", size, 255)
        outside.paste(0, (0, 0, *both))
        mask = ImageChops.lighter(mask, outside)
    share = mask.histogram()[255] / (size[0] * size[1])
    if not share:
        return Leaf("same", old + 1, new + 1, after=after[new])
    return Leaf("changed", old + 1, new + 1, _marked(one, mask, _OLD), _marked(other, mask, _NEW), share)


def _on_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture, (0, 0))
    return sheet


def _marked(picture: Image.Image, mask: Image.Image, colour: tuple[int, int, int]) -> bytes:
    tinted = Image.blend(picture, Image.new("RGB", picture.size, colour), _STRENGTH)
    # Ink stays as dark as it was; only the paper around it takes the colour.
    out = io.BytesIO()
    Image.composite(ImageChops.darker(tinted, picture), picture, mask).save(out, "PNG")
    return out.getvalue()
