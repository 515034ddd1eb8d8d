"""A330: a forecast, an opinion or an estimate is told as one where it is printed.

In prose by a word of its sentence, or for an estimate of its paragraph; the words are here and in
``docs/reference/words.md``. Key data, evidence and exhibits say the kind themselves, see ``render``.
"""

import re
from collections.abc import Iterator

from briefwright.audit.clauses import Sentence
from briefwright.audit.context import Audited
from briefwright.model.amount import Form
from briefwright.model.finding import Finding
from briefwright.model.number import Number
from briefwright.model.period import Kind

# Words that hold one of these and mean something else are kept out: 数据, 名称, 估值, May, the United States.
_SAID_EN = (
    r"said to|says?|puts?|reckons?|reports? (?:that|a|an)|according to|gives?|given|quotes?|quoted|stated|"
    r"states that|claims?|suggests?"
)
_SAID_ZH = (
    "(?<![名简簡對对職职])[称稱]|表示|给出|給出|所述|(?<![数數证證依占佔論论单單票])[据據](?![点點])|"
    "指出|提出|披露|所给|所給|原文所"
)
_AHEAD_EN = (
    r"expect\w*|forecast\w*|predict\w*|project(?:s|ed|ions?|ing)|foresee\w*|anticipat\w*|outlook|guidance|guides|targets?|targeted|"
    r"plans?|planned|will|would|(?-i:may)|might|could|likely|if|scenario|assum\w*|imply|implies|implied|potential\w*"
)
_AHEAD_ZH = (
    "预计|預計|预测|預測|预期|預期|预估|預估|预言|預言|预料|預料|料[将將可]|有望|可望|将|將|或[将將可达達为為有]|可能|目标|目標|规划|規劃|"
    "展望|指引|假设|假設|若|如果|情景|当时|當時|潜在|潛在"
)
_GUESS_EN = (
    r"estimat\w*|(?:about|around|roughly|approximately|nearly|almost|some)\s+(?=\x01)|comput\w*|calculat\w*|deriv\w*|infer\w*|"
    r"arithmetic|extrapolat\w*|at (?:this|that|the|such a)(?: same)? (?:pace|rates?)"
)
_GUESS_ZH = (
    "(?<![低高])估(?![值价價])|[约約](?=\x01)|约为|約為|大约|大約|约有|約有|大致|左右|推算|推断|推斷|测算|測算|折算|算出|计算出|計算出|外推|据以|據以|"
    "按[^，。]{0,8}(?:速率|速度)"
)
_WORKED = re.compile(r"\b(?:ratio|divided|multiplied)\b|相除|相乘|乘以|除以|之比", re.IGNORECASE)
"""What tells a number that is computed from estimates as our arithmetic on them."""
_THINK_EN = (
    r"opinions?|views?|believ\w*|thinks?|thought|judge\w*|consider\w*|argu\w*|holds?|held|maintains?|regards?|"
    r"sees?|reading|feels?"
)
_THINK_ZH = "认为|認為|观点|觀點|判断|判斷|看法|主张|主張|视为|視為|以为|以為|评价|評價|理解"


def _either(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})(?!\w)|{chinese}", re.IGNORECASE)


_WORDS = {
    Kind.FORECAST: _either(f"{_AHEAD_EN}|estimat\\w*", f"{_AHEAD_ZH}|估"),
    Kind.ESTIMATE: _either(f"{_GUESS_EN}|{_SAID_EN}|{_AHEAD_EN}", f"{_GUESS_ZH}|{_SAID_ZH}|{_AHEAD_ZH}"),
    Kind.OPINION: _either(f"{_THINK_EN}|{_SAID_EN}|{_AHEAD_EN}", f"{_THINK_ZH}|{_SAID_ZH}|{_AHEAD_ZH}"),
}
_EXAMPLES = {
    Kind.FORECAST: "expects, forecast, would, if; 预计, 预测, 有望, 将",
    Kind.ESTIMATE: "estimated, about, derived, is said to; 估计, 约, 推算, 据",
    Kind.OPINION: "believes, in the view of, holds; 认为, 判断, 观点",
}
_MARKED = ("value", "share", "cells", "wrong_if")
"""Fields whose numbers the page marks itself; and conditions, which state no fact."""
_UNPRINTED = ("facts", "series", "computed", "evidence", "accepted")
"""Parts of a thesis whose labels and notes are no sentences of the brief."""


def labelled(audited: Audited) -> Iterator[Finding]:
    """One finding for each number and sentence that prints it as a fact."""
    paragraphs: dict[str, bool] = {}
    for sentence in audited.sentences:
        head = str(sentence.prose.pointer[0]) if sentence.prose.pointer else ""
        if sentence.prose.field in _MARKED or head in _UNPRINTED or (head == "blocks" and _alone(sentence)):
            continue
        told: set[str] = set()
        for part in sentence.lookups:
            number = audited.results.numbers.get(part.target)
            if number is None or part.target in told or _tells(sentence, number, paragraphs):
                continue
            told.add(part.target)
            message = f"'{part.target}' is {_noun(number.kind)}, and the sentence prints it as a fact"
            help_text = (
                f"say so in the {'paragraph' if number.kind is Kind.ESTIMATE else 'sentence'}: {_EXAMPLES[number.kind]}"
            )
            yield audited.finding("A330", message, sentence.prose.span(part.offset, len(part.text)), help_text)


def _alone(sentence: Sentence) -> bool:
    """Whether it is one number and nothing else: in a block of one's own the page marks that itself."""
    return len(sentence.lookups) == 1 and sentence.prose.text.strip() == sentence.lookups[0].text


def _tells(sentence: Sentence, number: Number, paragraphs: dict[str, bool]) -> bool:
    """``paragraphs`` keeps which of them tell an estimate."""
    words = _WORDS.get(number.kind)
    if words is None or words.search(sentence.bare):
        return True
    if number.amount.form is Form.ABOUT and number.kind is Kind.ESTIMATE:
        return True  # it prints as "about"
    if number.kind is not Kind.ESTIMATE:
        return False
    if number.derivation is not None and _WORKED.search(sentence.bare):
        return True
    if sentence.paragraph not in paragraphs:
        paragraphs[sentence.paragraph] = words.search(sentence.paragraph) is not None
    return paragraphs[sentence.paragraph]


def _noun(kind: Kind) -> str:
    return f"{'a' if kind is Kind.FORECAST else 'an'} {kind}"
