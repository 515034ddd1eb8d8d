"""Variables of a style sheet replaced by what they stand for, before a page is laid out.

WeasyPrint looks every use up, and checks the value, again for each element that a rule holds for: some 4,000 times in
a brief of fourteen pages. Those that never change may as well be written out.
"""

import re
from collections import Counter
from typing import Any

_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_SET = re.compile(r"--([\w-]+)\s*:\s*([^;{}]*)")
_USED = re.compile(r"var\(\s*--([\w-]+)\s*(?:,[^()]*)?\)")


def write_out(tree: Any) -> None:
    """Write out those that are set once, for the whole page. Changes ``tree`` in place.

    What a rule or an element sets otherwise, as a house may, is left to the cascade.
    """
    sheets = [sheet for sheet in tree.iter("style") if sheet.text]
    texts = [sheet.text for sheet in sheets]
    texts += [style for element in tree.iter() if (style := element.get("style"))]
    times = Counter(name for text in texts for name, _ in _SET.findall(text))
    known = {
        name: value.strip()
        for sheet in sheets
        for block in _ROOT.findall(sheet.text)
        for name, value in _SET.findall(block)
        if times[name] == 1 and "var(" not in value
    }
    for sheet in sheets:
        sheet.text = _USED.sub(lambda use: known.get(use[1], use[0]), sheet.text)
