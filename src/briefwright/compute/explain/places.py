"""Where an edition prints each number, told from the content alone: no page is made for it."""

from collections.abc import Callable, Collection, Iterable, Iterator

from briefwright.model.disagreement import Disputed
from briefwright.model.exhibits import DataExhibit, Exhibit, LineChart, NumberChart, TimelineChart
from briefwright.model.ledger import PlaceOf, Where
from briefwright.model.library import Record, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.placement import body_of, placed_on, placement_order, printed_with
from briefwright.model.reasons import sized
from briefwright.model.records import House, Sector
from briefwright.model.segments import What, segments
from briefwright.model.text import Text

Found = tuple[str, PlaceOf]
"""The address of a number and one place of it."""

_HEADS: dict[str, tuple[Where, str]] = {
    "title": ("title", "cover"),
    "subtitle": ("subtitle", "cover"),
    "summary": ("summary", "cover"),
    "key_data": ("key data", "cover"),
    "company": ("company profile", "company_profile"),
    "view": ("recommendation", "recommendation"),
    "market": ("market size", "market_size"),
    "competition": ("competition", "competition"),
    "beneficiaries": ("beneficiary", "beneficiaries"),
    "catalysts": ("catalyst", "catalysts"),
    "risks": ("risk", "risks"),
    "must_be_true": ("condition", "must_be_true"),
    "why_now": ("driver", "why_now"),
    "waves": ("stage", "waves"),
    "players": ("player", "players"),
    "business_model": ("business model", "business_model"),
    "go_to_market": ("route", "go_to_market"),
    "moats": ("moat", "moats"),
    "open_questions": ("question", "open_questions"),
    "conflicts": ("conflict", "gaps"),
    "not_given": ("not given", "gaps"),
}
"""Field of a thesis → what its text is, and the block that prints it."""


class Places:
    """Of one thesis in one language. ``text`` says what the edition prints of a text; ``blocks`` what it is made of."""

    def __init__(
        self,
        thesis: ThesisRecord,
        results: Results,
        lang: str,
        text: Callable[[Text | None], str],
        blocks: Collection[str],
    ) -> None:
        self._thesis, self._results, self._text, self._blocks = thesis, results, text, blocks
        self._lang = next(one for one in ("zh-Hans", "zh-Hant", "en") if one == lang)
        self._order = placement_order(thesis.data, thesis.bodies, self._lang, tuple(blocks))

    def of(
        self, sector: Record[Sector] | None, house: Record[House] | None, disputed: Iterable[Disputed] = ()
    ) -> dict[str, tuple[PlaceOf, ...]]:
        """Every number that is printed, by its own address (never a short one), with its places as they are read."""
        found: dict[str, dict[PlaceOf, None]] = {}
        for address, place in (*self._all(sector, house), *self._beside(disputed)):
            for number in _numbers(address, self._results):
                found.setdefault(number.address, {})[place] = None
        return {address: tuple(places) for address, places in found.items()}

    def _all(self, sector: Record[Sector] | None, house: Record[House] | None) -> Iterator[Found]:
        yield from self._fields()
        yield from self._claims()
        yield from self._named()
        yield from self._sections()
        if sector:
            own = len(self._thesis.data.risks)
            for pointer, text in sector.texts:
                if pointer[0] == "looks_for" and "lead_exhibit" in self._blocks:
                    yield from self._looked_up(text, PlaceOf(where="lead exhibit", anchor="lead_exhibit"))
                elif pointer[0] == "standing_risks" and "risks" in self._blocks:
                    place = PlaceOf(where="risk", id=str(own + int(pointer[1]) + 1), anchor="risks")
                    yield from self._looked_up(text, place)
        if house and "disclosures" in self._blocks:
            for pointer, text in house.texts:
                if pointer[0] == "disclosures":
                    yield from self._looked_up(text, PlaceOf(where="disclosures", anchor="disclosures"))
                elif pointer[0] == "ratings" and self._thesis.data.view:
                    yield from self._looked_up(text, PlaceOf(where="ratings", anchor="disclosures"))

    def _beside(self, disputed: Iterable[Disputed]) -> Iterator[Found]:
        """The sides of disagreements on record."""
        for one in disputed if "gaps" in self._blocks else ():
            place = PlaceOf(where="disagreement", id=one.id, anchor="gaps")
            for text in (one.on, one.why, *(side.scope for side in one.sides)):
                yield from self._looked_up(text, place)
            yield from ((side.address, place) for side in one.sides)

    def _fields(self) -> Iterator[Found]:
        """Texts that stand in a block of their own."""
        for pointer, text in self._thesis.record.texts:
            head = str(pointer[0])
            if head == "value_chain" and pointer[-1] == "name" and "cover" in self._blocks:
                yield from self._looked_up(text, PlaceOf(where="value chain"))
            if head == "blocks" and pointer[1] in self._blocks:
                yield from self._looked_up(text, PlaceOf(where="block", id=str(pointer[1]), anchor=str(pointer[1])))
            if head not in _HEADS or _HEADS[head][1] not in self._blocks:
                continue
            where, block = _HEADS[head]
            listed = str(int(pointer[1]) + 1) if len(pointer) > 1 and isinstance(pointer[1], int) else ""
            yield from self._looked_up(text, PlaceOf(where=where, id=listed, anchor="" if block == "cover" else block))

    def _claims(self) -> Iterator[Found]:
        """The sentences of each claim, on the cover and in the block of claims, and the numbers it rests on."""
        thesis, in_block = self._thesis.data, "claims" in self._blocks
        for index, claim in enumerate(thesis.claims):
            listed = str(index + 1)
            if "cover" in self._blocks:
                for text in (claim.says, claim.detail):
                    yield from self._looked_up(text, PlaceOf(where="claim", id=listed))
            if not in_block:
                continue
            for text in (claim.says, claim.wrong_if):
                yield from self._looked_up(text, PlaceOf(where="claim", id=listed, anchor="claims"))
            place = PlaceOf(where="evidence", id=listed, anchor="claims")
            for name in claim.because:
                if name in thesis.evidence:
                    yield from self._looked_up(thesis.evidence[name].says, place)
                else:
                    ends = _numbers(name, self._results)
                    yield from ((number.address, place) for number in (*ends[:1], *ends[-1:]))

    def _named(self) -> Iterator[Found]:
        """What the market's size and a view name by address: of a series its ends, of evidence what its words hold."""
        thesis = self._thesis.data
        sizes = sized(thesis) if "market_size" in self._blocks else ()
        for way, name in sizes:
            place = PlaceOf(where="market size", id=str(int(way[2]) + 1), anchor="market_size")
            ends = _numbers(name, self._results)
            yield from ((number.address, place) for number in (*ends[:1], *ends[-1:]))
            if way[-1] == "of" and ends and thesis.market and thesis.market.sizes[int(way[2])].scope is None:
                yield from self._looked_up(ends[-1].scope, place)
        for name in thesis.view.because if thesis.view and "recommendation" in self._blocks else ():
            place = PlaceOf(where="recommendation", anchor="recommendation")
            if name in thesis.evidence:
                yield from self._looked_up(thesis.evidence[name].says, place)
            ends = _numbers(name, self._results)
            yield from ((number.address, place) for number in (*ends[:1], *ends[-1:]))

    def _sections(self) -> Iterator[Found]:
        thesis, placed = self._thesis.data, list[str]()
        for index, section in enumerate(thesis.sections):
            if printed_with(section, self._blocks) not in self._blocks:
                continue
            listed, at = str(index + 1), f"section-{index + 1}"
            yield from self._looked_up(section.heading, PlaceOf(where="section heading", id=listed, anchor=at))
            body = body_of(self._thesis.bodies, index, self._lang)
            for part in segments(body.text) if body else ():
                if part.what is What.LOOKUP:
                    yield part.target, PlaceOf(where="section", id=listed, anchor=at)
            placed += [name for line in (body.text.splitlines() if body else ()) for name in placed_on(line)]
            placed += section.exhibits
        known = {exhibit.id: exhibit for exhibit in thesis.exhibits}
        for name in dict.fromkeys(placed):
            if name in known:
                yield from self._exhibit(known[name])

    def _exhibit(self, exhibit: Exhibit) -> Iterator[Found]:
        number = self._order.index(exhibit.id) + 1
        place = PlaceOf(where="exhibit", id=exhibit.id, number=number, anchor=f"x-{exhibit.id}")
        yield from ((address, place) for address in self._drawn(exhibit))
        index = self._thesis.data.exhibits.index(exhibit)
        for pointer, text in self._thesis.record.texts:
            own = pointer[:2] == ("exhibits", index)
            chain = exhibit.chart == "value-chain" and pointer[0] == "value_chain"
            events = isinstance(exhibit, TimelineChart) and not exhibit.events and pointer[0] == "catalysts"
            if own or chain or (events and pointer[-1] == "says"):
                yield from self._looked_up(text, place)

    def _drawn(self, exhibit: Exhibit) -> list[str]:
        if isinstance(exhibit, NumberChart | LineChart):
            return list(exhibit.of)
        if isinstance(exhibit, DataExhibit):
            frame = self._results.frames.get(exhibit.of)
            names = exhibit.columns or [column.name for column in (frame.columns if frame else ())]
            return [f"{exhibit.of}.{name}" for name in names]
        return []

    def _looked_up(self, text: Text | None, place: PlaceOf) -> Iterator[Found]:
        written = self._text(text)
        if "{" in written:
            yield from ((part.target, place) for part in segments(written) if part.what is What.LOOKUP)


def _numbers(address: str, results: Results) -> tuple[Number, ...]:
    if address in results.series:
        return results.series[address].points
    return (results.numbers[address],) if address in results.numbers else ()
