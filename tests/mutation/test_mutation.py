"""A sample of the mutation test: what the checks catch of a writer's slips; ``make mutate`` runs it in full."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

import pytest
import yaml

from tools.mutation.__main__ import AS_OF
from tools.mutation.kinds import GROUPS, KINDS, SHARED_KINDS
from tools.mutation.material import LOOKUP, Material, edit
from tools.mutation.page import interval, page
from tools.mutation.run import ROOT, Mutation, draw, outcomes
from tools.mutation.trial import Copied, Laboratory

Drawn: TypeAlias = Callable[[int, int], list[Mutation]]
SEED = 7
SAMPLE = 2 * len(KINDS)
FLOOR = 0.85
"""The share that must be caught; what the full run catches stands in docs/mutation.md."""


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    return Laboratory.of(Copied.of(ROOT, AS_OF))


@pytest.fixture(scope="module")
def materials(laboratory: Laboratory) -> list[Material]:
    return laboratory.materials()


@pytest.fixture(scope="module")
def drawn(laboratory: Laboratory, materials: list[Material]) -> Drawn:
    """Mutations of the theses, by seed and count."""
    return lambda seed, count: draw(laboratory, KINDS, materials[:-1], seed, count)


def test_the_shipped_library_has_no_findings(laboratory: Laboratory) -> None:
    """Else a mutation could be caught by a fault that is there anyway."""
    assert laboratory.examined.findings == ()


@pytest.mark.slow
def test_most_mutations_are_caught(laboratory: Laboratory, drawn: Drawn) -> None:
    """Of a sample that holds every kind."""
    found = outcomes(drawn(SEED, SAMPLE), laboratory)
    missed = [f"{one.mutation.kind}: {one.mutation.edit}"[:300] for one in found if not one.caught]
    assert len(found) == SAMPLE
    assert len(missed) <= len(found) * (1 - FLOOR), "\n".join(missed)


@pytest.mark.slow
def test_nothing_is_caught_where_nothing_was_changed(laboratory: Laboratory, materials: list[Material]) -> None:
    """The same files written anew are the same library."""
    texts = materials[0].texts
    assert laboratory.findings(texts) == []


def test_a_seed_always_draws_the_same(drawn: Drawn) -> None:
    """And another draws others."""
    first, again, other = (drawn(seed, 10) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_every_kind_has_places_and_no_mutation_comes_twice(drawn: Drawn) -> None:
    """In the shipped theses as they are."""
    made = drawn(SEED, SAMPLE)
    assert {mutation.kind for mutation in made} == set(KINDS)
    assert len({json.dumps(dict(mutation.edit.files)) for mutation in made}) == len(made)


@pytest.mark.parametrize("kind", [*KINDS, *SHARED_KINDS])
def test_a_mutation_changes_something_and_leaves_yaml_that_can_be_read(materials: list[Material], kind: str) -> None:
    """A slip of a person, not a file cut short: faults of syntax would all be caught and prove nothing."""
    rng = Random(SEED)  # noqa: S311 - draws places, no secrets
    known = KINDS.get(kind, SHARED_KINDS.get(kind))
    assert known
    places = [(one, site) for one in materials for site in known.sites(one)]
    for material, site in rng.sample(places, min(len(places), 12)):
        new = known.change(site, material, rng)
        if new is None or new == site.text:
            continue
        changed = edit(material, site, new)
        assert changed.files
        for path, text in changed.files.items():
            assert text != material.texts[path]
            if path.endswith(".yaml"):
                before, after = (yaml.load(one, yaml.BaseLoader) for one in (material.texts[path], text))  # noqa: S506 - reads strings alone
                assert len(differing(before, after)) == 1 + len(site.copies)


def differing(before: object, after: object) -> Sequence[tuple[object, object]]:
    """The values, or sets of keys, that differ between two trees."""
    if isinstance(before, dict) and isinstance(after, dict):
        if list(before) != list(after):
            return [(list(before), list(after))]
        return [pair for key in before for pair in differing(before[key], after[key])]
    if isinstance(before, list) and isinstance(after, list):
        return [pair for one, other in zip(before, after, strict=True) for pair in differing(one, other)]
    return [] if before == after else [(before, after)]


def test_every_kind_is_in_one_group() -> None:
    """So that the sums of the page add up."""
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(KINDS)


def test_lookups_in_all_languages_change_together(materials: list[Material]) -> None:
    """The copy in every language names the same number, so no comparison of languages can tell."""
    material = materials[0]
    site = next(iter(KINDS["lookup, all languages"].sites(material)))
    names = {LOOKUP.fullmatch(one.text)["name"] for one in (site, *site.copies)}  # type: ignore[index]
    assert len(names) == 1
    assert site.copies


def test_the_range_of_a_share_is_wilsons() -> None:
    """Golden values: 8 of 10, 0 of 10 and 95 of 100."""
    assert [interval(*counts) for counts in ((8, 10), (0, 10), (95, 100))] == [(49, 94), (0, 28), (89, 98)]


@pytest.mark.slow
def test_the_page_lists_every_miss_with_its_place(laboratory: Laboratory, drawn: Drawn) -> None:
    """So that a reader sees what is not caught."""
    found = outcomes(drawn(SEED, 3), laboratory)
    told = page(laboratory, (found, []), SEED)
    for one in found:
        assert (f"`{one.mutation.edit.place}`" in told) == (not one.caught)
    assert str(ROOT) not in told
