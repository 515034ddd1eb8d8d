"""What a notebook asks of the stages beyond the pipeline: one formula more, one exhibit, one locale."""

from dataclasses import replace
from typing import Any

from briefwright import compute, load, pipeline, tracing
from briefwright.api.errors import ContentError, UnknownName
from briefwright.language import Locale
from briefwright.model.exhibit import ExhibitView
from briefwright.model.finding import Refused, has_errors
from briefwright.model.lang import LANGS, Lang
from briefwright.model.text import ALL, Text
from briefwright.model.thesis import Computed
from briefwright.pipeline import Examined
from briefwright.world import World

TRIED = "tried"
_TITLE, _LINE, _GAP = 18.0, 14.0, 16.0
"""Heights in pixels of what a notebook shows above a chart, where a brief has its own head of the exhibit."""


def language(lang: str) -> Lang:
    """Raises UnknownName."""
    found = next((known for known in LANGS if known == lang), None)
    if found is None:
        raise UnknownName("language", lang, LANGS)
    return found


def locale(world: World, examined: Examined, slug: str, lang: str = "") -> Locale:
    """Of ``lang``; left out, of English where the house has it, else of its first language."""
    shared = examined.library.shared
    record = shared.house_of(examined.library.theses[slug].data)
    house = record.data
    chosen = language(lang) if lang else "en" if "en" in house.languages else house.languages[0]
    units = {name: record.data for name, record in shared.units.items()}
    names = [record.data.name for record in shared.companies.values()]
    try:
        return Locale(chosen, house, units, load.labels(world, chosen, record.id), names)
    except Refused as refused:
        raise ContentError.of(refused.findings) from None


def with_formula(examined: Examined, slug: str, formula: str) -> tuple[Examined, str]:
    """The library with one formula more in a thesis, and the name it was given. Raises ContentError if it fails."""
    thesis, results = examined.library.theses[slug], examined.results[slug]
    taken = {*results.numbers, *results.series, *thesis.data.computed}
    name = next(free for free in (TRIED + "_" * count for count in range(len(taken) + 1)) if free not in taken)
    try:
        entry = Computed(formula=formula, label=Text.of({ALL: formula}))
    except ValueError:
        raise ContentError(f"a formula is one line of text, and '{formula[:60]}' is not") from None
    data = thesis.data.model_copy(update={"computed": {**thesis.data.computed, name: entry}})
    tried = replace(thesis, record=replace(thesis.record, data=data))
    found, findings = compute.results(tried, examined.library.shared, dict(results.frames))
    if name not in found.numbers and name not in found.series:
        mine = [replace(one, span=None, message=_named(one.message, name)) for one in findings]
        raise ContentError.of(mine) if mine else ContentError(f"'{formula}' rests on numbers that have findings")
    theses = {**examined.library.theses, slug: tried}
    library = replace(examined.library, theses=theses)
    return replace(examined, library=library, results={**examined.results, slug: found}), name


def _named(message: str, name: str) -> str:
    return message.replace(f"'{name}'", "it")


def exhibit_views(world: World, examined: Examined, slug: str, lang: str) -> tuple[ExhibitView, ...]:
    """The exhibits of a thesis as a brief shows them. Raises ContentError with what the chart stage finds."""
    from briefwright import chart

    thesis, shared = examined.library.theses[slug], examined.library.shared
    here = locale(world, examined, slug, lang)
    try:
        pipeline.extend(world, charts=True)
        house = shared.house_of(thesis.data).id
        look = load.look(world, here.lang, thesis.data.archetype, thesis.data.sector, house)
        views, findings = chart.views(thesis, shared, examined.results[slug], here, look.tokens, look.blocks)
    except Refused as refused:
        raise ContentError.of(refused.findings) from None
    if has_errors(findings) and not views:
        raise ContentError.of(findings)
    return views


def explained(world: World, examined: Examined, slug: str, address: str, lang: str) -> str:
    """The whole chain of a number as text."""
    explainer = tracing.Explainer(world, examined)
    return explainer.explain(slug, address, language(lang) if lang else None).text()


def altair_chart(view: ExhibitView, *, titled: bool, source: str = "") -> Any:
    """The Altair chart of an exhibit, as a brief draws it; ``titled`` puts title, unit and source above the picture."""
    import altair as alt

    if view.spec is None:
        raise ContentError(f"exhibit '{view.id}' is a {view.kind}, which a brief sets as text: it has no chart")
    spec: dict[str, Any] = {**view.spec, "description": view.alt}
    if titled:
        under = [line for line in (view.unit, source) if line]
        padding = dict(spec["padding"])
        padding["top"] += _TITLE + _LINE * len(under) + _GAP
        spec["padding"] = padding
        spec["title"] = {
            "text": view.title,
            "fontSize": 13,
            "lineHeight": _TITLE,
            "subtitle": under,
            "subtitleFontSize": 10.5,
            "subtitleLineHeight": _LINE,
            "anchor": "start",
            "frame": "group",
            "offset": view.spec["padding"]["top"] + 4,
            "dx": -padding["left"],
        }
    return alt.LayerChart.from_dict(spec, validate=False)
