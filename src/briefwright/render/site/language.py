"""One language of a release: its editions, what it calls things, and which pages it has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefwright.language import Locale
from briefwright.model.folders import SEARCH
from briefwright.model.library import Record, Shared
from briefwright.model.records import House
from briefwright.render.shell import tongue
from briefwright.render.site.paging import paged, path
from briefwright.render.site.shelf import Listed, Shelf
from briefwright.render.site.views import SiteView
from briefwright.render.style import has_look, sheet
from briefwright.world import World


@dataclass(frozen=True)
class Language:
    """What the pages of a language are made from. ``houses`` are those that publish in it, the first leading."""

    shelf: Shelf
    houses: tuple[Record[House], ...]
    labels: Mapping[str, str]
    site: SiteView
    sheet: str

    @property
    def lang(self) -> str:
        return self.shelf.locale.lang

    @property
    def several(self) -> bool:
        return len(self.houses) > 1

    @cached_property
    def galleries(self) -> list[list[Listed]]:
        """By page of the gallery, the editions it shows: those with a page and exhibits."""
        return paged(one for one in self.shelf.editions if one.about.exhibits and one.about.page)

    @cached_property
    def records(self) -> dict[tuple[str, str], list[list[Listed]]]:
        """Section and identifier of every sector, company and source, with the briefs on each of its pages."""
        found = {}
        for section, name in self.shelf.records():
            rows = Counter(one.slug for one in self.shelf.numbers(section, name))
            found[section, name] = paged(self.shelf.briefs(section, name), rows)
        return found

    @cached_property
    def pages(self) -> frozenset[str]:
        """The addresses of all pages but those of editions, below the folder of the language."""
        lists = ("index.html", *(f"{name}/index.html" for name in ("sectors", "companies", "sources", "about", SEARCH)))
        several = {"exhibits": self.galleries} | {
            f"{section}/{name}": held for (section, name), held in self.records.items()
        }
        turned = (path(folder, page) for folder, held in several.items() for page in range(1, len(held) + 1))
        return frozenset((*lists, *turned))


def language(
    world: World,
    editions: Iterable[Listed],
    shared: Shared,
    locale: Locale,
    labels: Mapping[str, str],
    order: Sequence[str],
) -> Language:
    """``order`` are all languages of the release. A site of several houses bears the name of none."""
    shelf = Shelf(editions, shared, locale)
    named = dict.fromkeys(one.about.house_id for one in sorted(shelf.editions, key=lambda one: one.slug))
    houses = tuple(shared.houses[name] for name in named if name in shared.houses)
    alone = houses[0] if len(houses) == 1 else None
    site = SiteView(
        locale.lang,
        locale.text(alone.data.name) if alone else labels["site_title"],
        locale.text(alone.data.tagline) if alone else "",
        locale.spaced(locale.day(world.as_of)),
        len(houses) > 1,
        tuple((tag, tongue(labels, tag)) for tag in order),
    )
    look = sheet(locale.lang, alone.id if alone and has_look(world, alone.id) else "")
    return Language(shelf, houses, labels, site, look)
