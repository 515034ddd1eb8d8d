"""The cover on paper: what stands below the points is read with them, before the key data beside both."""

from itertools import pairwise
from typing import Any


def fold(tree: Any) -> None:
    """Take the key exhibit that follows a cover into its left column. Changes ``tree`` in place."""
    body = tree.find("body")
    for cover, after in pairwise([] if body is None else list(body)):
        column = cover.find("div[@class='front']/div[@class='lead']") if cover.get("class") == "cover" else None
        if column is not None and after.get("class") == "lead-exhibit":
            body.remove(after)
            column.append(after)
