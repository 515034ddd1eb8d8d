"""The Jinja that templates run in: no way out of it, and a bound on what a template may do before it is stopped.

Jinja's own sandbox keeps a template from Python's insides but lets it loop and multiply at will. Here every step is
counted: a loop by its length, a call, a filter by the length of what it is given. Strings cannot outgrow a limit.
A project's templates can only take what is listed; the worker's limits of time and memory stand behind all this.
"""

import difflib
from collections.abc import Callable, Iterable, Sized
from decimal import Decimal
from functools import wraps
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_context, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateAssertionError, UndefinedError
from jinja2.filters import do_join, make_attrgetter
from jinja2.runtime import Macro, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as _JINJA_TESTS
from jinja2.utils import missing

from briefwright.world import World

STEPS = 500_000
"""Steps one rendering may take; a brief takes a few thousand."""
SIZE = 8 * 1024 * 1024
"""Characters of one string, and of a template's output; a brief has a fiftieth of that."""
_TOO_LONG = f"the template makes a text of more than {SIZE:,} characters"
_DIGITS = 4096
"""Bits of a whole number."""
FILTERS = (
    "abs", "batch", "capitalize", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim", "truncate", "unique",
    "upper", "wordcount",
)  # fmt: skip
"""What is missing here can write without bound, lets markup through unescaped, or differs from run to run."""
TESTS = tuple(sorted(_JINJA_TESTS))
_GLOBALS = ("range", "dict", "namespace")
_TEXT_METHODS = (
    "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "isspace", "lower", "lstrip",
    "partition", "removeprefix", "removesuffix", "rfind", "rpartition", "rstrip", "split", "splitlines", "startswith",
    "strip", "striptags", "title", "unescape", "upper",
)  # fmt: skip
_METHODS: dict[type, tuple[str, ...]] = {
    str: _TEXT_METHODS,
    dict: ("get", "items", "keys", "values"),
    list: ("count", "index"),
    tuple: ("count", "index"),
    int: (),
    float: (),
    Decimal: (),
    bytes: (),
}
"""What of a plain value may be used; of other objects, what does not begin with an underscore."""
_PRINTABLE = (str, int, float, Decimal, Undefined)


def near(name: str, known: Iterable[str]) -> str:
    """The known name that ``name`` is probably meant to be, or ``""``."""
    return next(iter(difflib.get_close_matches(name[:100], sorted(known), 1)), "")


class Unknown(StrictUndefined):
    """What a template gets for a name that there is not: any use of it is an error, with the nearest name there is."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError
    ) -> None:
        super().__init__(hint, obj, name, lambda said: _with_near(exc(said), obj, name))  # type: ignore[arg-type]


def _with_near(error: Exception, value: Any, name: Any) -> Exception:
    """``error`` that knows which name of ``value`` was probably meant."""
    if value is not missing and isinstance(name, str):
        known = value if isinstance(value, dict) else (one for one in dir(value) if not one.startswith("_"))
        error.near = near(name, map(str, known))  # type: ignore[attr-defined]
    return error


class _Counting(CodeGenerator):
    """Writes loops and concatenations so that the environment sees them."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if node.recursive:
            raise TemplateAssertionError("recursive loops are not available", node.lineno, self.name, self.filename)
        node.iter = _called("counted", [node.iter], node.lineno)
        super().visit_For(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(_called("joined", node.nodes, node.lineno), frame)


def _called(method: str, arguments: list[Any], line: int) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(method), arguments, [], None, None, lineno=line)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment that counts what is done in it; ``begin`` starts anew."""

    code_generator_class = _Counting
    intercepted_binops = frozenset(["**", "*", "%", "+"])

    def __init__(self, world: World, **options: Any) -> None:
        super().__init__(finalize=printable, **options)
        self.world = world
        self.spent = 0
        self.filters = {name: self._measured(self.filters[name]) for name in FILTERS} | {"join": self._join()}
        self.globals = {name: self.globals[name] for name in _GLOBALS} | {"range": self._range}

    concat = staticmethod(lambda pieces: bounded("".join(_limited(pieces))))

    def begin(self) -> None:
        self.spent = 0

    def spend(self, steps: int) -> None:
        """Raises SecurityError where the template has done enough."""
        self.spent += steps
        if self.spent > STEPS:
            raise SecurityError(f"the template takes more than {STEPS:,} steps")

    def counted(self, items: Iterable[Any]) -> Iterable[Any]:
        """What a loop goes through, paid for in advance."""
        known = items if isinstance(items, Sized) else list(islice(items, STEPS + 1))
        self.spend(1 + len(known))
        return known

    def joined(self, *pieces: Any) -> str:
        """``a ~ b``."""
        self.spend(len(pieces))
        return bounded(markup_join(pieces))

    def _range(self, *limits: int) -> range:
        found = range(*limits)
        self.spend(len(found))
        return found

    def _measured(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(*arguments: Any, **options: Any) -> Any:
            self.spend(1 + sum(len(one) for one in arguments if isinstance(one, (str, list, tuple, dict, range))))
            found = function(*arguments, **options)
            return bounded(found) if isinstance(found, str) else found

        return measured

    def _join(self) -> Callable[..., str]:
        @pass_eval_context
        def join(context: Any, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
            chosen = map(make_attrgetter(self, attribute), items) if attribute is not None else items
            pieces = list(self.counted(chosen))
            text = sum(len(piece) for piece in pieces if isinstance(piece, str))
            if text + len(pieces) * len(str(d)) > SIZE:
                raise SecurityError(_TOO_LONG)
            joined: str = do_join(context, pieces, d)
            return joined

        return join

    def wrap_str_format(self, value: Any) -> None:  # noqa: ARG002 - Jinja's signature
        """No ``format``: its widths are without bound."""
        return

    def call(self, context: Any, function: Any, /, *arguments: Any, **options: Any) -> Any:
        """Every call a template makes comes through here, of macros too, which cost most."""
        self.spend(10)
        return super().call(context, function, *arguments, **options)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Every include and import comes through here."""
        self.spend(50)
        return super().get_template(name, parent, globals)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise SecurityError("'**' is not available in templates")
        listed = any(isinstance(side, (str, list, tuple, bytes)) for side in (left, right))
        if listed and operator != "+":
            raise SecurityError(f"'{operator}' works on numbers only in templates")
        self.spend(
            1 + (len(left) + len(right) if listed and isinstance(left, Sized) and isinstance(right, Sized) else 0)
        )
        found = super().call_binop(context, operator, left, right)
        if isinstance(found, int) and found.bit_length() > _DIGITS:
            raise SecurityError("the number is too large")
        return bounded(found) if isinstance(found, str) else found

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Fields of views are values by declaration, and what templates ask for most: they need no look at each."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        allowed = next((names for kind, names in _METHODS.items() if isinstance(obj, kind)), None)
        return allowed is None or attr in allowed or (isinstance(obj, dict) and attr in obj)


@pass_context
def printable(context: Any, value: Any) -> Any:  # noqa: ARG001 - taking it keeps Jinja from printing constants unasked
    """What ``{{ }}`` prints: text and numbers. Anything else printed is a slip, and may show an address in memory."""
    if isinstance(value, _PRINTABLE):
        return value
    if isinstance(value, Macro):
        raise SecurityError(f"the macro '{value.name}' must be called to be printed")
    raise SecurityError(f"{type(value).__name__} cannot be printed")


def bounded(text: str) -> str:
    """``text``, if it is not too long. Raises SecurityError."""
    if len(text) > SIZE:
        raise SecurityError(_TOO_LONG)
    return text


def _limited(pieces: Iterable[str]) -> Iterable[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > SIZE:
            raise SecurityError(_TOO_LONG)
        yield piece


def joined_output(pieces: Iterable[str]) -> str:
    """What a template writes, piece by piece. Raises SecurityError where it is too much."""
    return "".join(_limited(pieces))
