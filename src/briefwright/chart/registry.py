"""Every kind of exhibit and the function that makes it."""

from briefwright.chart.bar import bar
from briefwright.chart.chain import chain
from briefwright.chart.column import column
from briefwright.chart.data_table import data_table
from briefwright.chart.line import line
from briefwright.chart.range import range_
from briefwright.chart.subject import Builder
from briefwright.chart.table import table
from briefwright.chart.timeline import timeline

CHARTS: dict[str, Builder] = {
    "column": column,
    "bar": bar,
    "line": line,
    "range": range_,
    "timeline": timeline,
    "value-chain": chain,
    "data-table": data_table,
    "table": table,
    "matrix": table,
    "cards": table,
}
"""The value of ``chart`` in an exhibit → its builder."""
