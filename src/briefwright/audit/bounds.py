"""A332: a bound is printed as the bound it is: not called exact, and not bounded twice."""

import re
from collections.abc import Iterator

from briefwright.audit.clauses import Sentence
from briefwright.audit.context import Audited
from briefwright.model.amount import Form
from briefwright.model.finding import Finding
from briefwright.model.segments import Segment

_EXACT = re.compile(
    r"(?:\b(?:exactly|precisely)\s*|(?:正好|恰好|刚好|剛好)[为為是有]?|恰[为為]|整整)$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:\b(?:over|above|more than|at least|no less than|under|below|less than|fewer than|at most|no more than|"
    r"up to|about|around|roughly|approximately|nearly|almost)\s*|"
    r"超过|超過|逾|高于|高於|不低于|不低於|至少|低于|低於|不到|不足|不超过|不超過|至多|大约|大約|[约約近])$",
    re.IGNORECASE,
)


def bounds(audited: Audited) -> Iterator[Finding]:
    """A lookup of a bound, a range or an "about" behind a word that makes it a point, or that bounds it again."""
    for sentence in audited.sentences:
        for part in sentence.lookups:
            number = audited.results.numbers.get(part.target)
            if number is None or number.amount.form in (Form.POINT, Form.NOT_MEANINGFUL):
                continue
            before = sentence.bare[: part.offset - sentence.start].rstrip()
            form = number.amount.form
            if found := _EXACT.search(before):
                message = f"“{found[0].strip()}” makes a point of '{part.target}', which is {_told(form)}"
                yield _finding(audited, sentence, part, message)
            elif form is not Form.RANGE and (found := _BOUND.search(before)):
                message = f"“{found[0].strip()}” stands before '{part.target}', which prints as {_told(form)} by itself"
                yield _finding(audited, sentence, part, message)


def _told(form: Form) -> str:
    return {Form.ABOUT: "“about”", Form.RANGE: "a range"}.get(form, f"a bound (“{form}”)")


def _finding(audited: Audited, sentence: Sentence, part: Segment, message: str) -> Finding:
    span = sentence.prose.span(part.offset, len(part.text))
    return audited.finding("A332", message, span, "take the word out: the number is printed with its own bound")
