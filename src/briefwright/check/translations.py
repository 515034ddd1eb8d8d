"""Is everything said in every language of the house, with the same numbers."""

from collections.abc import Iterator

from briefwright.check.context import Context
from briefwright.model.base import Content
from briefwright.model.finding import Finding
from briefwright.model.library import Record, texts
from briefwright.model.segments import What, segments
from briefwright.model.text import Lang, Text


def translations(context: Context) -> Iterator[Finding]:
    """C130: text that a language of the house lacks; zh-Hant is derived where zh-Hans is written."""
    if context.house is None:
        return
    languages = context.house.data.languages
    for record in (context.thesis.record, *_shared(context)):
        for pointer, text in texts(record):
            missing = [lang for lang in languages if not _written(text, lang, languages[0])]
            if missing:
                said = f"'{pointer[-1]}' has no text in {', '.join(missing)}"
                example = ", ".join(f"{lang}: …" for lang in languages if lang != "zh-Hant")
                yield Finding(
                    "C130", said, record.at(*pointer), f"write {{{example}}}, or {{all: …}} where it is the same in all"
                )


def parity(context: Context) -> Iterator[Finding]:
    """C131: zh-Hans and en of one text look up different numbers."""
    record = context.thesis.record
    for pointer, text in texts(record):
        written = dict(text.items)
        if "zh-Hans" in written and "en" in written:
            yield from _differ(written["zh-Hans"], written["en"], record, pointer)
    for index, section in enumerate(context.thesis.data.sections):
        bodies = context.thesis.bodies
        chinese, english = bodies.get((index, "zh-Hans")), bodies.get((index, "en"))
        if section.body and chinese and english:
            yield from _differ(chinese.text, english.text, record, ("sections", index, "body"))


def _differ(chinese: str, english: str, record: Record[Content], pointer: tuple[str | int, ...]) -> Iterator[Finding]:
    ours, theirs = _lookups(chinese), _lookups(english)
    if ours != theirs:
        only = [f"only in zh-Hans: {', '.join(sorted(ours - theirs))}"] if ours - theirs else []
        only += [f"only in en: {', '.join(sorted(theirs - ours))}"] if theirs - ours else []
        yield Finding("C131", "the languages print different numbers", record.at(*pointer), "; ".join(only))


def _lookups(text: str) -> set[str]:
    return {part.target for part in segments(text) if part.what is What.LOOKUP}


def _written(text: Text, lang: Lang, first: Lang) -> bool:
    if text.written(lang, first) is not None:
        return True
    return lang == "zh-Hant" and text.written("zh-Hans", first) is not None


def _shared(context: Context) -> Iterator[Record[Content]]:
    """The shared records that this thesis prints."""
    shared, thesis = context.library.shared, context.thesis.data
    if context.house is not None:
        yield context.house
    yield from (shared.analysts[name] for name in thesis.analysts if name in shared.analysts)
    if thesis.sector in shared.sectors:
        yield shared.sectors[thesis.sector]
    named = dict.fromkeys(item.company for item in thesis.beneficiaries if item.company)
    yield from (shared.companies[name] for name in named if name in shared.companies)
    cited = {part.target for _, part in context.parts(What.CITATION)}
    facts = [*thesis.facts.values(), *thesis.series.values(), *thesis.evidence.values(), *thesis.catalysts]
    for fact in facts:
        cited.update(name for name in (fact.source, fact.via.source if fact.via else None) if name)
    yield from (shared.sources[name] for name in sorted(cited) if name in shared.sources)
