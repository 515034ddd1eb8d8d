"""The page that tells what was caught and missed."""

from collections.abc import Iterator, Mapping, Sequence

from tools.mutation.kinds import GROUPS
from tools.mutation.run import Outcome
from tools.mutation.trial import Laboratory

_Z = 1.96


def page(laboratory: Laboratory, outcomes: tuple[Sequence[Outcome], Sequence[Outcome]], seed: int) -> str:
    """Markdown for ``docs/mutation.md``."""
    theses, shared = outcomes
    return "\n".join(
        (
            *_INTRODUCTION,
            f"Seed {seed}, as of {laboratory.world.as_of}: {_sum(theses)} mutations of the theses are caught.",
            "",
            *_groups(theses),
            "",
            *_table(theses),
            "",
            f"Of the records of sources, companies and shared numbers, counted apart: {_sum(shared)}.",
            "",
            *_table(shared),
            "",
            "## Without a mutation",
            "",
            *_baseline(laboratory),
            "",
            "## What was missed",
            "",
            *_misses([*theses, *shared]),
            "",
        )
    )


_INTRODUCTION = (
    "<!-- Made by `make mutate`. -->",
    "",
    "# What the checks catch",
    "",
    "One thing at a time is corrupted at a random place of the shipped theses, as a person might by mistake, and the",
    "library is loaded, checked, computed and audited. A corruption is caught where that finds anything in the thesis,",
    "error or warning, that it does not find in the library as it is. The program that draws places knows the content",
    "format and no rule. Every kind is drawn equally often while it has places, so the total is a mean of kinds and",
    "not a forecast of what a writer will get wrong. Changes of formulas that leave every number as it was do not",
    "count. The range is Wilson's, 95 of 100.",
    "",
)


def _groups(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for group, kinds in GROUPS.items():
        yield f"- {group}: {_sum([outcome for outcome in outcomes if outcome.mutation.kind in kinds])}"


def by_kind(outcomes: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.mutation.kind, []).append(outcome)
    return kinds


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "| kind | drawn | caught | missed | caught of 100 | range | by |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for kind, found in by_kind(outcomes).items():
        caught = sum(outcome.caught for outcome in found)
        low, high = interval(caught, len(found))
        codes = sorted({code for outcome in found for code in outcome.codes})
        rate = round(100 * caught / len(found))
        counts = f"{len(found)} | {caught} | {len(found) - caught} | {rate}"
        yield f"| {kind} | {counts} | {low}–{high} | {', '.join(codes)} |"


def interval(caught: int, drawn: int) -> tuple[int, int]:
    """Wilson's interval for a share, in whole percent."""
    share, weight = caught / drawn, _Z * _Z / drawn
    centre = (share + weight / 2) / (1 + weight)
    half = _Z * (share * (1 - share) / drawn + weight / drawn / 4) ** 0.5 / (1 + weight)
    return round(100 * (centre - half)), round(100 * (centre + half))


def _sum(outcomes: Sequence[Outcome]) -> str:
    caught = sum(outcome.caught for outcome in outcomes)
    return f"{caught} of {len(outcomes)} ({round(100 * caught / max(1, len(outcomes)), 1):g} of 100)"


def _baseline(laboratory: Laboratory) -> Iterator[str]:
    examined = laboratory.examined
    yield f"{len(examined.findings)} findings."
    yield ""
    accepted = [
        f"- {slug}: {item.rule} at `{item.at}`, because {item.because}"
        for slug, thesis in examined.library.theses.items()
        for item in thesis.data.accepted
    ]
    severities = [
        f"- house {name}: {rule} is {level}"
        for name, house in examined.library.shared.houses.items()
        for rule, level in house.data.severities.items()
    ]
    quoted = [
        f"- {slug}, {text.field} ({text.lang or 'all'}): {line.strip()}"
        for slug, thesis in examined.library.theses.items()
        for text in thesis.prose
        for line in text.text.splitlines()
        if line.lstrip().startswith(">")
    ]
    for name, listed in (
        ("Accepted findings", accepted),
        ("Changed severities", severities),
        ("Quoted blocks", quoted),
    ):
        yield f"{name}: {'none.' if not listed else ''}"
        yield ""
        yield from [*listed, ""] if listed else []


def _misses(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for kind, found in by_kind(outcomes).items():
        missed = [outcome.mutation.edit for outcome in found if not outcome.caught]
        if missed:
            yield f"**{kind}**"
            yield ""
            for one in sorted(missed, key=lambda edit: (edit.place, edit.after)):
                yield f"- `{one.place}` `{_plain(one.before)}` → `{_plain(one.after)}`"
            yield ""


def _plain(text: str) -> str:
    return text.replace("`", "'").replace("|", "¦")
