"""Flow and stock, and money in another currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.model.amount import Amount, Form
from briefwright.model.period import Basis, Kind
from tests.unit.compute.theses import one, refused


def _facts(**written: str) -> str:
    """Facts as ``value | unit | basis | period or as-of day | kind``, from the right on as far as given."""
    lines = ["facts:"]
    for name, text in written.items():
        value, unit, basis, when, kind = [part.strip() for part in f"{text}||||".split("|")][:5]
        fields = [f"label: {name}", f"value: '{value}'", f"unit: '{unit}'", f"kind: {kind or 'actual'}"]
        fields += [f"basis: {basis}"] if basis else []
        fields += [f"as_of: {when}" if when.count("-") == 2 else f"period: {when}"] if when else []
        lines.append(f"  {name}: {{{', '.join(fields)}, source: bureau}}")
    return "\n".join(lines) + "\n"


MARKET = _facts(
    revenue="10 | USD bn | flow | 2023",
    exports="72.5 | CNY 亿 | flow | 2023",
    bound="over 10 | USD bn | flow | 2023",
    spread="10 to 30 | USD bn | flow | 2023",
    first_half="4 | USD bn | flow | 2023Q2YTD",
    value="20 | USD bn | stock | 2023-06-30",
    debt="30 | USD bn | stock | 2023",
    bare="5 | USD bn || 2023",
    dateless="5 | USD bn | flow",
    unknown="5 | unstated bn | flow | 2023",
    price="2 | USD/card | flow | 2023",
    cards="100 | card | flow | 2023",
    average="7.25 | CNY/USD | average | 2023 | estimate",
    half="7 | CNY/USD | average | 2023H1",
    other_average="7 | CNY/USD | average | 2022",
    spot="7.2 | CNY/USD | spot | 2023-06-30",
    closing="7.1 | CNY/USD | spot | 2023",
    bare_rate="7 | CNY/USD || 2023",
    loose_rate="over 7 | CNY/USD | average | 2023",
    wrong_rate="-7 | CNY/USD | average | 2023",
    pounds="0.8 | GBP/EUR | average | 2023",
    hk="7.8 | HKD/USD | average | 2023",
    growth="10 | % | | 2023",
)


@pytest.mark.parametrize(
    ("formula", "amount", "unit"),
    [
        ("convert(revenue, average)", "72500000000", "CNY bn"),
        ("convert(exports, average)", "1000000000", "USD 亿"),
        ("convert(first_half, half)", "28000000000", "CNY bn"),
        ("convert(value, spot)", "144000000000", "CNY bn"),
        ("convert(debt, closing)", "213000000000", "CNY bn"),
        ("convert(price, average)", "14.5", "CNY/card"),
        ("convert(convert(exports, average), hk)", "7800000000", "HKD 亿"),
        ("convert(revenue * 2, average)", "145000000000", "CNY bn"),
        ("convert(revenue * growth, average)", "7250000000", "CNY bn"),
        ("revenue + convert(exports, average)", "11000000000", "USD bn"),
    ],
)
def test_conversions(formula: str, amount: str, unit: str) -> None:
    """The rate is taken the way round that it is printed, and the printing scale stays."""
    result = one(formula, MARKET)
    assert (result.amount.value, str(result.unit)) == (Decimal(amount), unit)


@pytest.mark.parametrize(
    ("formula", "amount"),
    [
        ("convert(bound, average)", Amount(Decimal("72.5E9"), None, Form.ABOVE)),
        ("convert(spread, average)", Amount(Decimal("72.5E9"), Decimal("217.5E9"), Form.RANGE)),
        ("convert(revenue, loose_rate)", Amount(Decimal("70E9"), None, Form.ABOVE)),
        ("convert(bound, loose_rate)", Amount(Decimal("70E9"), None, Form.ABOVE)),
    ],
)
def test_bounds_are_converted_as_bounds(formula: str, amount: Amount) -> None:
    """Over ten billion dollars is over so many yuan."""
    assert one(formula, MARKET).amount == amount


def test_a_conversion_speaks_for_the_amount() -> None:
    """Its period, its basis and a kind no surer than the rate's; what it rests on is both."""
    result = one("convert(revenue, average)", MARKET)
    assert (str(result.period), result.basis, result.kind) == ("2023", Basis.FLOW, Kind.ESTIMATE)
    assert result.derivation is not None
    assert result.derivation.inputs == ("revenue", "average")
    stock = one("convert(value, spot)", MARKET)
    assert stock.as_of is not None
    assert (stock.period, str(stock.as_of.day), stock.basis) == (None, "2023-06-30", Basis.STOCK)


@pytest.mark.parametrize(
    ("formula", "code", "says", "help_text"),
    [
        ("convert(revenue, spot)", "N214", "revenue is a flow, and spot is the spot rate", "average rate"),
        ("convert(value, average)", "N214", "value is a stock, and average is the average rate", "spot rate"),
        (
            "convert(revenue, other_average)",
            "N214",
            "revenue is of 2023, the average rate other_average of 2022",
            "same",
        ),
        ("convert(first_half, average)", "N214", "first_half is of 2023Q2YTD", "same period"),
        ("convert(value, closing)", "N214", "value is of 2023-06-30, the spot rate closing of 2023-12-31", "that day"),
        ("convert(bare, average)", "N214", "whether bare is an amount", "add `basis: flow` or `basis: stock` to bare"),
        (
            "convert(revenue, bare_rate)",
            "N214",
            "whether bare_rate is the average",
            "`basis: average` or `basis: spot`",
        ),
        ("convert(dateless, average)", "N214", "over which period dateless is", "add `period:` to dateless"),
        ("convert(unknown, average)", "N205", "in which currency unknown is", "joins no other"),
        (
            "convert(revenue, pounds)",
            "N205",
            "'USD' (revenue) is not among the currencies of 'GBP/EUR' (pounds)",
            "twice",
        ),
        ("convert(cards, average)", "N204", "an amount of money, not 'card' (cards)", "currency"),
        ("convert(average, average)", "N204", "an amount of money, not 'CNY/USD' (average)", "currency"),
        ("convert(revenue, exports)", "N204", "a rate of exchange, not 'CNY' (exports)", "CNY/USD"),
        ("convert(revenue, wrong_rate)", "N206", "the rate of exchange is not", "no meaning"),
        ("revenue * average", "N204", "'USD' (revenue) and 'CNY/USD' (average)", "convert(amount, rate)"),
        ("exports / average", "N204", "'CNY' (exports) and 'CNY/USD' (average)", "convert(amount, rate)"),
        ("revenue + exports", "N205", "the sum joins 'USD' (revenue) and 'CNY' (exports)", "convert(amount, rate)"),
        ("share(exports, revenue)", "N205", "the share joins 'CNY' (exports) and 'USD' (revenue)", "convert"),
        ("unknown + revenue", "N205", "'unstated' (unknown)", "joins no other"),
        ("average + revenue", "N204", "'CNY/USD' (average) and 'USD' (revenue)", "convert(amount, rate)"),
        ("average - hk", "N204", "'CNY/USD' (average) and 'HKD/USD' (hk)", "the same way round"),
    ],
)
def test_conversions_refused(formula: str, code: str, says: str, help_text: str) -> None:
    """What does not fit is named with the numbers it comes from, and the field that is missing."""
    finding = refused(formula, MARKET)
    assert finding.code == code
    assert says in finding.message
    assert help_text in finding.help


STOCKS = _facts(
    sold="10 | card | flow | 2023",
    more="20 | card | flow | 2024",
    built="5 | card | flow | 2023",
    installed="100 | card | stock | 2023",
    later="140 | card | stock | 2024",
    elsewhere="50 | card | stock | 2023Q4",
    today="7 | card | stock | 2023-05-01",
    tomorrow="8 | card | stock | 2023-05-02",
    unsaid="3 | card || 2023",
    cny="7 | CNY/USD | average | 2023",
    spot="7 | CNY/USD | spot | 2023",
    price="2 | USD/card || 2023",
)


@pytest.mark.parametrize(
    ("formula", "basis"),
    [
        ("sold + built", Basis.FLOW),
        ("sold + more", Basis.FLOW),
        ("sum(sold, built, more)", None),
        ("installed + elsewhere", Basis.STOCK),
        ("installed - elsewhere", Basis.STOCK),
        ("later - installed", None),
        ("more - sold", None),
        ("sold + unsaid", Basis.FLOW),
        ("unsaid + unsaid", None),
        ("sold * 2", Basis.FLOW),
        ("2 * installed", Basis.STOCK),
        ("installed / 2", Basis.STOCK),
        ("-installed", Basis.STOCK),
        ("sold * price", None),
        ("sold / built", None),
        ("sold / installed", None),
    ],
)
def test_the_basis_of_results(formula: str, basis: Basis | None) -> None:
    """Sums and scaled numbers keep it; ratios and changes have none, and what is unstated joins any."""
    if formula.startswith("sum"):
        assert refused(formula, STOCKS).code == "N210"
        return
    assert one(formula, STOCKS).basis is basis


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("sold + installed", "the sum joins a flow (sold) and a stock (installed)"),
        ("installed - sold", "the difference joins a stock (installed) and a flow (sold)"),
        ("sum(sold, installed)", "the sum joins a flow (sold) and a stock (installed)"),
        ("share(sold, installed)", "the share joins a flow (sold) and a stock (installed)"),
        ("multiple(sold, installed)", "joins a flow (sold) and a stock (installed)"),
        ("cagr(sold, later, 1 year)", "joins a stock (later) and a flow (sold)"),
        ("installed + later", "stocks of different dates: 2023-12-31 (installed) and 2024-12-31 (later)"),
        ("today + tomorrow", "stocks of different dates: 2023-05-01 (today) and 2023-05-02 (tomorrow)"),
        ("cny + spot", "joins an average (cny) and a spot (spot)"),
        ("sold + unsaid + installed", "joins a flow (sold, unsaid) and a stock (installed)"),
    ],
)
def test_flow_and_stock_do_not_join(formula: str, says: str) -> None:
    """N213 names both, and of stocks the dates."""
    finding = refused(formula, STOCKS)
    assert finding.code == "N213"
    assert says in finding.message


amounts = st.decimals(min_value="0.01", max_value=10**6, places=2)
rates = st.decimals(min_value="0.0001", max_value=10**4, places=4)


@given(amounts, rates)
def test_there_and_back(amount: Decimal, rate: Decimal) -> None:
    """To another currency and back at one rate is where it began, to the precision of the arithmetic."""
    given_facts = _facts(a=f"{amount} | USD | flow | 2023", r=f"{rate} | CNY/USD | average | 2023")
    result = one("convert(convert(a, r), r)", given_facts)
    assert str(result.unit) == "USD"
    assert abs(result.amount.value - amount) < amount * Decimal("1e-40")


@given(amounts, rates, rates)
def test_rates_of_either_direction_agree(amount: Decimal, rate: Decimal, loose: Decimal) -> None:
    """CNY per USD and USD per CNY convert alike; a bound holds the conversion of every amount within."""
    given_facts = _facts(
        a=f"{amount} | USD | flow | 2023",
        least=f"at most {amount} | USD | flow | 2023",
        r=f"{rate} | CNY/USD | average | 2023",
        turned=f"{rate} | USD/CNY | average | 2023",
        low=f"at most {loose} | CNY/USD | average | 2023",
    )
    there = one("convert(a, r)", given_facts).amount.value
    assert there == amount * rate
    back = one("convert(a, turned)", given_facts).amount.value
    assert abs(back * rate - amount) < amount * Decimal("1e-40")
    most = one("convert(least, r)", given_facts).amount
    assert (most.high, most.form) == (there, Form.AT_MOST)
    assert refused("convert(a, low)", given_facts).code == "N206"
