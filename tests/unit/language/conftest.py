"""Locales of the three languages over a small house."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from briefwright.language import Locale
from briefwright.model.amount import Amount
from briefwright.model.finding import Span
from briefwright.model.lang import LANGS, Lang
from briefwright.model.number import Derivation, Number, Origin
from briefwright.model.period import Kind
from briefwright.model.records import House, UnitNoun
from briefwright.model.text import Text
from briefwright.model.unit import Unit

HOUSE = House.model_validate(
    {"name": "东方研究", "languages": ["zh-Hans", "zh-Hant", "en"], "glossary": {"芯片": "晶片", "汇编": "滙編"}}
)
UNITS = {
    "card": {
        "name": {"zh-Hans": "显卡", "en": "card"},
        "one": "card",
        "many": "cards",
        "measure_word": {"zh-Hans": "张"},
    },
    "parameter": {"name": {"zh-Hans": "参数", "en": "parameter"}, "one": "parameter", "many": "parameters"},
    "company": {
        "name": {"zh-Hans": "公司", "en": "firm"},
        "one": "firm",
        "many": "firms",
        "measure_word": {"zh-Hans": "家"},
    },
    "t-as-printed": {"name": {"all": "T"}, "one": "T", "many": "T"},
}
NAMES = (
    {"zh-Hans": "阅文集团", "zh-Hant": "閱文集團", "en": "China Literature"},
    {"zh-Hans": "万兴科技", "en": "Wondershare"},
)
Write = Callable[..., str]


@pytest.fixture(scope="session")
def labels(repository: Path) -> Mapping[Lang, Mapping[str, str]]:
    """The shipped label files."""
    folder = repository / "templates" / "labels"
    return {lang: yaml.safe_load((folder / f"{lang}.yaml").read_text("utf-8")) for lang in LANGS}


@pytest.fixture(scope="session")
def locales(labels: Mapping[Lang, Mapping[str, str]]) -> Mapping[Lang, Locale]:
    """One locale a language."""
    units = {noun: UnitNoun.model_validate(record) for noun, record in UNITS.items()}
    names = [Text.of(name) for name in NAMES]
    return {lang: Locale(lang, HOUSE, units, labels[lang], names) for lang in LANGS}


def number(amount: str, unit: str, *, derived: bool = False, decimals: int | None = None) -> Number:
    """A number as the compute stage would make it: ``amount`` in the unit's own scale."""
    known = Unit.parse(unit)
    return Number(
        address="it",
        label=Text.of("it"),
        amount=Amount.parse(amount).scaled(known.scale),
        unit=known,
        kind=Kind.ACTUAL,
        span=Span("thesis.yaml"),
        origin=None if derived else Origin("idc"),
        derivation=Derivation("a / b", (), ("a", "b")) if derived else None,
        decimals=decimals,
    )


@pytest.fixture(scope="session")
def write(locales: Mapping[Lang, Locale]) -> Write:
    """``write(lang, amount, unit, option)`` is a number as prose prints it; sourced unless ``derived``."""

    def made(
        lang: Lang, amount: str, unit: str, option: str = "", *, derived: bool = False, decimals: int | None = None
    ) -> str:
        return locales[lang].number(number(amount, unit, derived=derived, decimals=decimals), option)

    return made
