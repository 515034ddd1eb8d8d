"""A331: a doubtful source is flagged wherever it is printed.

Pages flag its citations, its numbers and the source lines of exhibits by themselves. Titles go where no flag can:
indexes, bookmarks, the title of a window; there the words have to say it.
"""

import re
from collections.abc import Iterator

from briefwright.audit.context import Audited
from briefwright.model.behind import sources
from briefwright.model.finding import Finding

_TITLES = {("title",), ("subtitle",)}
_SAYS = re.compile(
    r"\b(?:reportedly|unconfirmed|unverified|alleged(?:ly)?|rumou?red|doubtful|said to)\b|"
    "据传|據傳|传闻|傳聞|传言|傳言|存疑|未经证实|未經證實|未证实|未證實|据称|據稱|有说法称|有說法稱",
    re.IGNORECASE,
)


def doubtful(audited: Audited) -> Iterator[Finding]:
    """A title or subtitle that prints a number resting on a doubtful source says that it is doubtful."""
    known = {name for name, record in audited.shared.sources.items() if record.data.reliability == "doubtful"}
    for sentence in audited.sentences if known else ():
        if sentence.prose.pointer[:1] not in _TITLES or _SAYS.search(sentence.prose.text):
            continue
        for part in sentence.lookups:
            number = audited.results.numbers.get(part.target)
            behind = sorted(known.intersection(sources([number], audited.results))) if number else []
            if behind:
                message = f"'{part.target}' rests on the doubtful source '{behind[0]}', and a title prints no flag"
                help_text = (
                    "say so in the title (reportedly, unconfirmed; 据传, 未经证实), or leave the number to the text"
                )
                span = sentence.prose.span(part.offset, len(part.text))
                yield audited.finding("A331", message, span, help_text)
