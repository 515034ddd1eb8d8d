"""The formula language: numbers, durations, addresses, ``+ - * /``, parentheses and calls of named formulas.

    expression  term (("+" | "-") term)*
    term        factor (("*" | "/") factor)*
    factor      "-" factor | NUMBER [DURATION NOUN] | ADDRESS | call | "(" expression ")"
    call        NAME "(" [argument ("," argument)*] ")"
    argument    PERIOD | expression

Nothing is evaluated here. Every fault is a Problem N201 with its offset and length in the expression.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefwright.compute.problem import Problem
from briefwright.model.period import Period
from briefwright.model.segments import ADDRESS
from briefwright.model.unit import DURATIONS

LENGTH_LIMIT = 1000
DEPTH_LIMIT = 32
_YEAR, _PART = r"(?:FY)?\d{4}", r"(?:Q[1-4](?:YTD)?|H[12]|-\d\d(?:-\d\d)?)"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    rf"|(?P<period>{_YEAR}{_PART}?\.\.(?:{_YEAR}{_PART}?[AEF]?\b)?|{_YEAR}{_PART}[AEF]?\b|{_YEAR}[AEF]\b|FY\d{{4}}\b)"
    r"|(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    rf"|(?P<address>{ADDRESS})"
    r"|(?P<sign>[-+*/(),])",
    re.ASCII,
)
_LOOKALIKES = {"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "（": "(", "）": ")", "，": ",", "＋": "+"}
_DIGIT_LIMIT = 30
_POWERS = {"+": 1, "-": 1, "*": 2, "/": 2}
"""How strongly an operator binds."""
_PART_LIMIT = 128


@dataclass(frozen=True, slots=True)
class Node:
    """``offset`` and ``length`` say where the node stands in the expression."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A pure number; with ``noun`` a duration (``12 month``)."""

    value: Decimal
    text: str
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """A period as an argument."""

    period: Period


@dataclass(frozen=True, slots=True)
class Name(Node):
    """An address: ``name``, ``name[2026E]``, ``dataset.column``, ``dataset.column[2021]``."""

    address: str

    @property
    def base(self) -> str:
        """The address without its period."""
        return self.address.partition("[")[0]


@dataclass(frozen=True, slots=True)
class Negated(Node):
    of: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """``sign`` is one of ``+ - * /``."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    name: str
    arguments: tuple[Node, ...]


def parse(text: str) -> Node:
    """The tree of ``text``. Raises Problem N201."""
    if len(text) > LENGTH_LIMIT:
        raise _fault(f"the formula has {len(text):,} characters; the limit is {LENGTH_LIMIT:,}", 0, 1, "name its parts")
    parser = _Parser(_tokens(text), len(text))
    tree = parser.expression(0)
    parser.expect_end()
    return tree


def names(tree: Node) -> Iterator[Name]:
    """Every address in ``tree``, in order."""
    if isinstance(tree, Name):
        yield tree
    elif isinstance(tree, Negated):
        yield from names(tree.of)
    elif isinstance(tree, Binary):
        yield from names(tree.left)
        yield from names(tree.right)
    elif isinstance(tree, Call):
        for argument in tree.arguments:
            yield from names(argument)


@dataclass(frozen=True, slots=True)
class _Token:
    sort: str
    text: str
    offset: int


def _fault(message: str, offset: int, length: int, help_text: str = "") -> Problem:
    return Problem.of("N201", message, help_text).placed(offset, length)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _unreadable(text, offset)
        if match.lastgroup != "space":
            found.append(_Token(match.lastgroup or "", match[0], offset))
        offset = match.end()
    return found


def _unreadable(text: str, offset: int) -> Problem:
    wrong = text[offset]
    if wrong in _LOOKALIKES:
        return _fault(f"'{wrong}' is not understood in a formula", offset, 1, f"write {_LOOKALIKES[wrong]}")
    if number := re.match(r"[\d.][\w.]*", text[offset:]):
        return _fault(
            f"'{number[0]}' is neither a number nor a period", offset, len(number[0]), "write 12, 0.5 or 2026E"
        )
    if word := re.match(r"\w+", text[offset:]):
        return _fault(
            f"'{word[0]}' is not a name", offset, len(word[0]), "names are in small letters: cn_market[2026E]"
        )
    return _fault(f"'{wrong}' is not understood in a formula", offset, 1, "use names, numbers, + - * / and parentheses")


class _Parser:
    """A precedence-climbing parser over the tokens; depth counts what is nested, so that recursion stays bounded."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._next = 0
        self._parts = 0

    def expression(self, depth: int, power: int = 1) -> Node:
        left = self._factor(depth)
        while (token := self._peek()) and _POWERS.get(token.text, 0) >= power:
            self._next += 1
            right = self.expression(depth + 1, _POWERS[token.text] + 1)
            left = Binary(left.offset, right.offset + right.length - left.offset, token.text, left, right)
        return left

    def expect_end(self) -> None:
        if token := self._peek():
            help_text = "write an operator before it" if token.sort in ("address", "number") else ""
            raise _fault(f"'{token.text}' is not expected here", token.offset, len(token.text), help_text)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._peek()
        if token is None:
            raise _fault("the formula ends too soon", max(self._end - 1, 0), 1, "complete it")
        self._next += 1
        return token

    def _close(self, opened: _Token) -> _Token:
        token = self._peek()
        if token is None:
            raise _fault("a parenthesis is not closed", opened.offset, 1, "add )")
        if token.text != ")":
            raise _fault(
                f"'{token.text}' is not expected here", token.offset, len(token.text), "an operator, a comma or )"
            )
        self._next += 1
        return token

    def _factor(self, depth: int) -> Node:
        token = self._take()
        self._parts += 1
        if self._parts > _PART_LIMIT:
            raise _fault(
                f"the formula has more than {_PART_LIMIT} parts", token.offset, len(token.text), "name some of them"
            )
        if depth > DEPTH_LIMIT:
            raise _fault(
                f"the formula is nested deeper than {DEPTH_LIMIT}", token.offset, len(token.text), "name its parts"
            )
        if token.text == "-":
            of = self._factor(depth + 1)
            return Negated(token.offset, of.offset + of.length - token.offset, of)
        if token.text == "(":
            inner = self.expression(depth + 1)
            self._close(token)
            return inner
        if token.sort == "number":
            return self._literal(token)
        if token.sort == "address":
            opening = self._peek()
            if opening and opening.text == "(":
                return self._call(token, depth)
            return Name(token.offset, len(token.text), token.text)
        what = "a period" if token.sort == "period" else f"'{token.text}'"
        help_text = "periods stand alone as arguments: yoy(name, 2026E)" if token.sort == "period" else ""
        raise _fault(f"{what} stands where a number is expected", token.offset, len(token.text), help_text)

    def _literal(self, token: _Token) -> Node:
        if len(token.text) > _DIGIT_LIMIT:
            raise _fault(f"a number has more than {_DIGIT_LIMIT} digits", token.offset, len(token.text), "name a fact")
        noun = self._peek()
        if noun and noun.sort == "address" and noun.text in DURATIONS:
            self._next += 1
            length = noun.offset + len(noun.text) - token.offset
            return Literal(token.offset, length, Decimal(token.text), token.text, noun.text)
        if noun and noun.sort == "address" and noun.text.removesuffix("s") in DURATIONS:
            raise _fault(f"'{noun.text}' is not a duration", noun.offset, len(noun.text), f"write {noun.text[:-1]}")
        return Literal(token.offset, len(token.text), Decimal(token.text), token.text)

    def _call(self, name: _Token, depth: int) -> Node:
        opening = self._take()
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name.text):
            raise _fault(f"'{name.text}' is not a formula", name.offset, len(name.text), "write an operator before (")
        arguments: list[Node] = []
        after = self._peek()
        if not (after and after.text == ")"):
            arguments.append(self._argument(depth))
            while (comma := self._peek()) and comma.text == ",":
                self._next += 1
                arguments.append(self._argument(depth))
        closing = self._close(opening)
        return Call(name.offset, closing.offset + 1 - name.offset, name.text, tuple(arguments))

    def _argument(self, depth: int) -> Node:
        token = self._peek()
        if token is None or token.sort != "period":
            return self.expression(depth + 1)
        self._next += 1
        try:
            return Moment(token.offset, len(token.text), Period.parse(token.text))
        except ValueError as problem:
            raise _fault(
                str(problem), token.offset, len(token.text), "a period such as 2021A, 2026E or FY2026"
            ) from None
