"""Which theses print a number that is the library's own: a small script that pages ask for when a reader wants to know.

A page cannot hold this itself: it is made before it is known which other editions its release will have, and it is
carried over to releases that have others.
"""

import json
from collections.abc import Mapping

from briefwright.model.about import About

FILE = "shared.js"
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def shared_numbers(lang: str, editions: Mapping[str, About]) -> dict[str, bytes]:
    """The script for the ``editions`` of a language, by thesis: titles, and theses by the anchor of the number."""
    numbers: dict[str, list[str]] = {}
    for thesis, about in editions.items():
        for anchor in about.shared if about.page else ():
            numbers.setdefault(anchor, []).append(thesis)
    several = {anchor: theses for anchor, theses in sorted(numbers.items()) if len(theses) > 1}
    named = sorted({thesis for theses in several.values() for thesis in theses})
    told = {"numbers": several, "theses": {thesis: editions[thesis].title for thesis in named}}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    script = f"window.sharedNumbers={''.join(_UNSAFE.get(one, one) for one in written)};\n"
    return {f"{lang}/{FILE}": script.encode()}
