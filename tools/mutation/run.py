"""Draws corruptions with a seed, tries each, and counts per kind what is caught."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tools.mutation.kinds import KINDS, SHARED_KINDS, Kind
from tools.mutation.material import Edit, Material, edit
from tools.mutation.trial import Laboratory

ROOT = Path(__file__).resolve().parents[2]
_TRIES = 12
"""Draws in a row that may give nothing new before a kind counts as used up."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A corruption of ``kind`` in the files of ``group``: a thesis' slug or ``shared``."""

    kind: str
    group: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Outcome:
    """``codes`` are those of the new findings, none where the mutation was missed."""

    mutation: Mutation
    codes: tuple[str, ...]

    @property
    def caught(self) -> bool:
        return bool(self.codes)


def draw(
    laboratory: Laboratory, kinds: Mapping[str, Kind], materials: Sequence[Material], seed: int, count: int
) -> list[Mutation]:
    """About ``count`` different mutations, as many of each kind as of any other while its places last."""
    rng = Random(seed)  # noqa: S311 - draws places, no secrets
    pools = {name: _pool(kind, materials, rng) for name, kind in kinds.items()}
    made: list[Mutation] = []
    seen: set[str] = set()
    while pools and len(made) < count:
        for name in list(pools):
            if len(made) == count:
                break
            found = _next(laboratory, name, pools[name], seen)
            if found is None:
                del pools[name]
            else:
                made.append(found)
    return made


def _pool(kind: Kind, materials: Sequence[Material], rng: Random) -> Iterator[tuple[Material, Edit]]:
    """Places of all materials in a random order, again and again, each time with another draw of what happens there."""
    places = [(material, site) for material in materials for site in kind.sites(material)]
    for _ in range(_TRIES):
        rng.shuffle(places)
        for material, site in places:
            new = kind.change(site, material, rng)
            if new is not None and new != site.text:
                yield material, edit(material, site, new)


def _next(laboratory: Laboratory, name: str, pool: Iterator[tuple[Material, Edit]], seen: set[str]) -> Mutation | None:
    for material, change in pool:
        if (key := repr(sorted(change.files.items()))) in seen:
            continue
        seen.add(key)
        if name.startswith("formula") and laboratory.same_numbers(material.group, change.files):
            continue
        return Mutation(name, material.group, change)
    return None


_LABORATORY: list[Laboratory] = []


def _ready(laboratory: Laboratory) -> None:
    _LABORATORY[:] = [laboratory]


def _outcome(mutation: Mutation) -> Outcome:
    found = _LABORATORY[0].findings(mutation.edit.files)
    mine = [one for one in found if mutation.group == "shared" or mutation.group in (one.thesis, _folder(one.span))]
    return Outcome(mutation, tuple(sorted({finding.code for finding in mine})))


def _folder(span: object) -> str:
    parts = str(getattr(span, "file", "")).split("/")
    return parts[2] if len(parts) > 3 else ""


def outcomes(mutations: Sequence[Mutation], laboratory: Laboratory, jobs: int = 1) -> list[Outcome]:
    """Each mutation tried, in the order given."""
    if jobs == 1:
        _ready(laboratory)
        return [_outcome(mutation) for mutation in mutations]
    with ProcessPoolExecutor(jobs, initializer=_ready, initargs=(laboratory,)) as pool:
        return list(pool.map(_outcome, mutations, chunksize=4))


def trial(laboratory: Laboratory, seed: int, count: int, jobs: int = 1) -> tuple[list[Outcome], list[Outcome]]:
    """The outcomes of ``count`` mutations of theses, and of a quarter as many of shared records."""
    materials = laboratory.materials()
    theses = [material for material in materials if material.group != "shared"]
    shared = [material for material in materials if material.group == "shared"]
    first = draw(laboratory, KINDS, theses, seed, count)
    second = draw(laboratory, SHARED_KINDS, shared, seed, count // 6)
    found = outcomes([*first, *second], laboratory, jobs)
    return found[: len(first)], found[len(first) :]
