"""Is everything said in every language of the house, with the same numbers."""

import re
from collections.abc import Iterator, Mapping

from briefwright.check.context import Context, text_name
from briefwright.check.uses import by_name, uses
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Span
from briefwright.model.lang import Lang
from briefwright.model.library import Pointer, Prose
from briefwright.model.records import UnitNoun
from briefwright.model.segments import Segment, What, segments
from briefwright.model.text import Text

_LETTER = re.compile(r"(?<=\d)[AEF](?=\]$)")
UNKNOWN = ""
"""Stands for lookups that lead nowhere."""


def translations(context: Context) -> Iterator[Finding]:
    """C130: text that a language of the house lacks, in the thesis and in the shared records it uses."""
    if context.house is None:
        return
    languages = context.house.data.languages
    # zh-Hant is derived from zh-Hans: it lacks text of its own only where there is none to derive it from.
    needed = [lang for lang in languages if lang != "zh-Hant" or "zh-Hans" not in languages]
    records = by_name(context.library.shared)
    shared = [records[name] for name in sorted(uses(context)) if name in records]
    for record in (context.thesis.record, *shared):
        for pointer, text in record.texts:
            given = _nouns(record.data, pointer)
            missing = [lang for lang in needed if lang not in given and not _written(text, lang, languages[0])]
            if missing:
                said = f"{text_name(pointer)} has no text in {', '.join(missing)}"
                example = ", ".join(f"{lang}: …" for lang in needed)
                help_ = f"write {{{example}}}, or {{all: …}} where it is the same in all"
                yield Finding("C130", said, record.key(*pointer), help_)


def _nouns(record: Content, pointer: Pointer) -> tuple[Lang, ...]:
    """Languages a text may leave out: an English noun is ``one`` and ``many``, and has no measure word."""
    if not isinstance(record, UnitNoun):
        return ()
    return ("en",) if record.one or pointer == ("measure_word",) else ()


def _written(text: Text, lang: Lang, first: Lang) -> bool:
    if text.written(lang, first) is not None:
        return True
    return lang == "zh-Hant" and text.written("zh-Hans", first) is not None


def parity(context: Context) -> Iterator[Finding]:
    """C131: two languages of one text look up different numbers."""
    fields: dict[tuple[str | int, ...], dict[Lang, Prose]] = {}
    for text in context.thesis.record.prose:
        if text.lang:
            fields.setdefault(text.pointer[:-1], {})[text.lang] = text
    for (section, lang), body in sorted(context.thesis.bodies.items()):
        fields.setdefault(("sections", section, "body"), {})[lang] = Prose(body.text, lang, "body", None, body=body)
    for written in fields.values():
        # What is unknown has been said: nothing is said of its translation.
        yield from _differ(written, {lang: _lookups(text.text, context) for lang, text in written.items()})


def _differ(written: Mapping[Lang, Prose], numbers: Mapping[Lang, Mapping[str, Segment]]) -> Iterator[Finding]:
    """One finding at most, at the first number that some language has and another has not."""
    if any(name == UNKNOWN for found in numbers.values() for name in found):
        return
    for lang, mine in numbers.items():
        for other, theirs in numbers.items():
            if extra := [name for name in mine if name not in theirs]:
                reverse = [name for name in theirs if name not in mine]
                said = f"{lang} prints {_listed(extra)}, {other} does not"
                said += f"; {other} prints {_listed(reverse)} instead" if reverse else ""
                help_ = "print the same numbers in every language"
                yield Finding("C131", said, _span(written[lang], mine[extra[0]]), help_)
                return


def _lookups(text: str, context: Context) -> dict[str, Segment]:
    """Numbers printed, points without the letter of their kind: ``market[2025]`` is ``market[2025A]``."""
    found: dict[str, Segment] = {}
    for part in segments(text):
        if part.what is What.LOOKUP:
            sound = context.knows(part.target) and part.target not in context.thesis.data.series
            found.setdefault(_LETTER.sub("", part.target) if sound else UNKNOWN, part)
    return found


def _span(text: Prose, part: Segment) -> Span:
    return text.span(part.offset, len(part.text))


def _listed(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
