"""Texts for the parsers: what they read, what is close to it, and anything at all."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

PERIODS = [
    "2021A",
    "2026E",
    "2027F",
    "1999",
    "FY2026",
    "FY2026E",
    "2023H1",
    "2023H2E",
    "2023Q1",
    "2023Q4F",
    "2023Q1YTD",
    "2023Q2YTDA",
    "2023Q3YTD",
    "2023Q4YTDE",
    "2023-02",
    "2024-02E",
    "2023-02-20",
    "2024-02-29",
    "2012..",
    "2012..A",
    "2012..2020",
    "2021..2026E",
    "FY2021..FY2024",
    "2022Q4..2023Q3",
    "2023-01..2023-04",
    "2022..2023H1",
    "2023-02-20..2023-03-01",
    "within 5 years",
    "within 1 year",
    "within 18 months",
    "within 2 quarters",
    "within 30 days",
    "within 6 weeks",
    "within 999 years",
]
UNITS = [
    "%",
    "pp",
    "bp",
    "x",
    "index",
    "USD",
    "USD bn",
    "CNY 亿",
    "CNY 万亿",
    "HKD m",
    "JPY tn",
    "unstated bn",
    "unstated",
    "CNY/USD",
    "USD/CNY",
    "HKD/USD",
    "CNY/TWD",
    "card",
    "bn parameter",
    "k rider",
    "万 card",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "card-month",
    "PF-day",
    "USD/card",
    "CNY m/ferry",
    "card/month",
    "month/card",
    "EUR/year",
]
AMOUNTS = [
    "175",
    "-3.50",
    "0",
    "+4",
    "about 3640",
    "over 40",
    "above 0",
    "at least 0.10",
    "under 3",
    "below -3",
    "at most 3",
    "10 to 30",
    "-5 to 5",
    "0..1",
    ">40",
    "~3640",
    "<=3",
]


def nearly(characters: str, parse: Callable[[str], object], known: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts that ``parse`` takes, such texts with a piece exchanged, words of ``characters``, and any text."""
    for text in known:
        parse(text)
    piece = st.text(characters, max_size=4)
    cut = st.tuples(st.sampled_from(known), st.integers(0, 8), st.integers(0, 8), piece)
    return st.one_of(
        st.sampled_from(known),
        cut.map(lambda one: one[0][: one[1]] + one[3] + one[0][one[1] + one[2] :]),
        st.text(characters, max_size=24),
        st.text(max_size=40),
    )
