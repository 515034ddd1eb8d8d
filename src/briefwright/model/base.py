"""What every content model shares: frozen, no unknown keys, and scalar types that read YAML's strings."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from briefwright.model.amount import Amount
from briefwright.model.period import AsOf, Period
from briefwright.model.segments import ADDRESS, SLUG
from briefwright.model.unit import Unit


class Content(BaseModel):
    """Base of all content models."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class _Parsed:
    """Annotation: the field is a string in YAML and ``parse(string)`` in the model; ValueError becomes ``code``."""

    def __init__(self, parse: Callable[[str], Any], code: str, hint: str) -> None:
        self.parse, self.code, self.hint = parse, code, hint

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: self._validate(value, source), serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "number"], "description": self.hint}

    def _validate(self, value: Any, source: Any) -> Any:
        if isinstance(value, source):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("wrong_shape", "expected a single value")
        try:
            return self.parse(value)
        except ValueError as problem:
            context = {"problem": str(problem), "hint": self.hint}
            raise PydanticCustomError(self.code, "{problem}", context) from None


def _as_of(value: Any) -> Any:
    """``2023-02-20``, or ``{on|after: 2023-02-20, inferred: true}``."""
    if isinstance(value, str):
        return {"on": value}
    return value


class Dated(Content):
    """A date: one day, or "that day or later"; ``inferred`` where no source prints it."""

    on: Annotated[Period, _Parsed(Period.parse, "period", "a date such as 2023-02-20")] | None = None
    after: Annotated[Period, _Parsed(Period.parse, "period", "a date such as 2023-02-20")] | None = None
    inferred: bool = False

    def model_post_init(self, context: Any) -> None:  # noqa: ARG002 - pydantic's signature
        if (self.on is None) == (self.after is None):
            raise PydanticCustomError("dated", "a date needs exactly one of 'on' and 'after'")
        if (self.on and self.on.end is None) or (self.after and self.after.start is None):
            raise PydanticCustomError("dated_open", "a date that goes on without an end is no date")

    @property
    def as_of(self) -> AsOf:
        period = self.on or self.after
        day = (period.start if self.after else period.end) if period else None
        assert day is not None  # noqa: S101 - a parsed period other than an elapsed one has both days
        return AsOf(day, after=self.after is not None, inferred=self.inferred)


AmountField = Annotated[
    Amount, _Parsed(Amount.parse, "amount", "an amount: 175, over 40, at most 3, about 3640, 10 to 30")
]
UnitField = Annotated[
    Unit, _Parsed(Unit.parse, "unit", "a unit: USD bn, CNY 亿, bn parameter, month, %, pp, bp, x, index, CNY/USD")
]
PeriodField = Annotated[
    Period,
    _Parsed(
        Period.parse,
        "period",
        "a period: 2021A, 2026E, FY2026, 2023H1, 2023Q1, 2023Q3YTD, 2023-02, 2023-02-20, 2012.., within 5 years",
    ),
]
DateField = Annotated[Dated, BeforeValidator(_as_of, json_schema_input_type=str | Dated)]
Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=80)]
NumberName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Address = Annotated[str, StringConstraints(pattern=rf"^{ADDRESS}$", max_length=120)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]
