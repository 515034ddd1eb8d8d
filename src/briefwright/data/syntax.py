"""Whether a query is one SELECT over its datasets and nothing else, told from DuckDB's own reading of it.

What is not known to be harmless is refused: a SELECT may hold an INSERT, read files, or ask for the time of day.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from briefwright.data.columns import near
from briefwright.data.connection import said
from briefwright.model.finding import Finding, Refused, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NODES = frozenset(("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"))
_TABLE_FUNCTIONS = frozenset(("range", "generate_series", "unnest"))
_CHANCE = frozenset(("reservoir_quantile", "version", "pg_postmaster_start_time"))
"""Functions whose answer is another each time or on each machine, and of which DuckDB does not say so."""
_MOMENTS = frozenset(
    (
        *("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"),
        *("current_user", "session_user", "user", "current_role", "current_catalog", "current_schema"),
    )
)
"""Words that are functions though they look like columns."""


def check(
    connection: "DuckDBPyConnection", sql: str, datasets: Mapping[str, Collection[str]], span: Span, thesis: str
) -> frozenset[str]:
    """The datasets that ``sql`` reads, of those there are, given with their columns by name.

    Raises Refused: N220 for what is not one SELECT that always has the same answer, N221 for syntax, C145 for tables.
    """

    def refused(code: str, message: str, help_: str) -> Refused:
        return Refused(Finding(code, message, span, help_, thesis))

    tree = _tree(connection, sql, refused)
    own, read = {name.lower() for name in _withs(tree)}, set[str]()
    known = {name.lower(): name for name in datasets}
    volatile = _volatile(connection)
    columns = {column.lower() for names in datasets.values() for column in names}
    for item in _items(tree):
        kind = str(item.get("type", ""))
        if kind.endswith("_NODE") and kind not in _NODES:
            raise refused("N220", f"the query does more than select ({kind.removesuffix('_NODE').lower()})", _ONE)
        if kind == "BASE_TABLE":
            name = str(item.get("table_name", ""))
            if item.get("schema_name") or item.get("catalog_name") or name.lower() not in known.keys() | own:
                message = f"the query reads '{name[:80]}', which is no dataset"
                raise refused("C145", message, near(name, datasets, "datasets go by their identifiers, hyphens as _"))
            read |= {known[name.lower()]} & set(known.values()) if name.lower() in known else set()
        if reason := _fault(item, kind, volatile, columns):
            raise refused("N220", reason, _SAME)
    return frozenset(read)


_ONE = "write one SELECT, without a semicolon inside"
_SAME = "read datasets only, and write fixed days and values"


def _tree(connection: "DuckDBPyConnection", sql: str, refused: Any) -> Any:
    """The syntax of the one statement."""
    import duckdb

    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            what = f"{len(statements)} statements" if len(statements) != 1 else f"a {statements[0].type.name}"
            raise refused("N220", f"the query is {what}", _ONE)
        found = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
        tree = json.loads(found[0]) if found else {"error": True}
    except duckdb.Error as problem:
        raise refused("N221", f"the query is not understood: {said(problem)}", "see DuckDB's guide to SELECT") from None
    except RecursionError:
        raise refused("N220", "the query is nested too deeply", "write it in steps: WITH first AS (…)") from None
    if tree.get("error"):
        raise refused("N220", "the query is not a plain SELECT", _ONE)
    return tree


def _fault(item: Mapping[str, Any], kind: str, volatile: frozenset[str], columns: Collection[str]) -> str:
    """Why a part of a query is refused; "" where it is not."""
    if kind == "SHOW_REF":
        return "the query describes tables, and does not read them"
    if kind == "TABLE_FUNCTION":
        name = _function(item.get("function") or {})
        return "" if name in _TABLE_FUNCTIONS else f"the query calls {name}(), which does not read datasets"
    if kind == "VALUE_PARAMETER":
        return "the query has a place for a parameter, and none is given"
    if item.get("sample") is not None or item.get("at_clause") is not None:
        return "the query takes a sample, another one each time"
    if item.get("class") == "FUNCTION" and (name := _function(item)) in volatile:
        return f"{name}() has another answer each time, or on each machine"
    if item.get("class") == "COLUMN_REF":
        names = [str(name).lower() for name in item.get("column_names") or ()]
        if len(names) == 1 and names[0] in _MOMENTS and names[0] not in columns:
            return f"{names[0]} has another answer each time, or on each machine"
    return ""


def _function(item: Mapping[str, Any]) -> str:
    return str(item.get("function_name", "")).lower()


def _volatile(connection: "DuckDBPyConnection") -> frozenset[str]:
    """Functions of which DuckDB says that their answer changes."""
    found = connection.execute(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE stability <> 'CONSISTENT'"
    ).fetchall()
    return _CHANCE | {str(name) for (name,) in found}


def _withs(tree: Any) -> Iterator[str]:
    """Names that WITH gives to parts of the query."""
    for item in _items(tree):
        entries = (item.get("cte_map") or {}).get("map") if isinstance(item.get("cte_map"), dict) else None
        yield from (str(entry.get("key", "")) for entry in entries or ())
        if "cte_name" in item:
            yield str(item["cte_name"])


def _items(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree, in no order that matters."""
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
