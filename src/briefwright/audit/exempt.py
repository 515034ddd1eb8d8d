"""What holds digits or numerals and is no quantity: dates, ordinals, names, codes, idioms, quotations.

Each pattern is blanked out of a text before quantities are looked for. The rule in words is in
``docs/reference/quantities.md``.
"""

import re
from collections.abc import Sequence

from briefwright.model.segments import What, segments

BLANK = "\x01"
"""Stands where something was taken out: no letter, digit or space, so that nothing joins across it."""

CURRENCY_CODES = "USD|CNY|HKD|EUR|GBP|JPY|RMB|Rmb|TWD|KRW|SGD|US|HK|NT"
_MONTHS = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_HAN = "[零〇一二三四五六七八九十百千两兩]"
_YEAR = r"(?<![\d.,])(?:19|20)\d\d(?!\d)"
# What makes a number beside it a quantity, though it might else be a year, a name or a reference.
_MEASURED = (
    r"\s?(?:[%％十百千万萬亿億兆倍张張台臺家个個名人次条條项項款种種元块塊枚颗顆座点點股只隻件]|美元|港元|欧元|歐元|"
    r"(?:bn|tn|mn|m|x|pp|bps?|hundred|thousand|million|billion|trillion|per\s?cent|percent|times)\b|"
    r"(?:cards?|chips?|GPUs?|parameters?|words?|tokens?|companies|firms|people|users|employees|servers?|nodes?|"
    r"days?|weeks?|months?|years?|hours?)\b)"
)
_ALONE = rf"(?!\d|[.,]\d|{_MEASURED})"
# Digits followed by one of these are a quantity (21.1bn, 3.5x, 40T); by other letters, a name (5G, 800G, 2026E).
_SUFFIX = (
    "(?:bn|tn|mn|m|k|x|X|pp|bps?|b|t|h|hrs?|yrs?|[KMGTPE]i?B|[kMGT]Wh?|[MGPET]?FLOP[Ss]?|[KMGT]Hz|[KMGT]bps|km|kg|mm|cm|"
    rf"ms|pt|{CURRENCY_CODES}|dollars?|yuan|(?<=\d\d)[BMT]|(?<=\.\d)[BMT])(?![A-Za-z0-9])"
)
_REFERENCES = (
    "exhibit|figure|list|table|chart|section|chapter|page|part|phase|stage|step|note|appendix|annex|report|group|item|"
    r"level|tier|type|version|article|rule|option|question|scenario|series|round|no\.|p\.|pp\.|v"
)
_REFERENCES_HAN = "图表|圖表|[图圖表章节節页頁]|附录|附錄|附注|附註|报告|報告|方案|情景|版本|阶段|階段"
# A number after one of these belongs to the grammar of the sentence, not to a name.
_FUNCTION_WORDS = (
    "The|An?|In|On|At|By|To|Of|For|From|With|Over|About|Around|Under|Below|Above|Nearly|Almost|Roughly|Only|Some|Up|All|"
    "And|Or|But|If|As|Its|Their|Our|Your|These|Those|This|That|Between|More|Less|Fewer|Than|Least|Most|Within|After|"
    "Before|Since|Until|Per|Plus|Another|Every|Each|Just|Is|Are|Has|Had|Have|Was|Were|When|While|Where|What|Which|"
    f"Uses?|Takes?|Near|Total|Exactly|Approximately|Both|Not?|I|We|They|It|He|She|You|{CURRENCY_CODES}"
)
_PLAN = "“?十[一二三四五]五”?"
_IDIOMS = "|".join((
    f"{_PLAN}(?=规划|規劃|计划|計劃|期|时期|時期|以来|以來|末|[”」，。、；,.]|$)|“十[一二三四五]五”|十[二三四]五",
    "双十[一二]|雙十[一二]|十一(?=黄金周|黃金周|长假|長假|假期|期间|期間)|十[六七八九]大(?!类|類)|二十大(?!类|類)",
    "二十四节气|二十四節氣|二十四小时|二十四小時|五百强|五百強|百分之百|百分之一百|一成不变|一成不變|三百六十行",
    "[一三]百[八六]十度|五十步笑百步|百万富翁|百萬富翁|千万富翁|千萬富翁|亿万富翁|億萬富翁|一千零一夜|十万八千里|十萬八千里",
    "七十二变|七十二變|三十而立|四十不惑|八九不离十|八九不離十|十之八九|十有八九|一五一十|两万五千里|兩萬五千里",
    r"[百千]亿级|[百千]億級|万亿级|萬億級|(?<!\d)(?:24/7|7[×x*]24|24小时|24小時|50/50|80/20|360度|180度|500强|500強)(?!\d)",
    r"从0到1|從0到1|(?<!\d)0到1(?!\d)",
))  # fmt: skip

_TOKEN = rf"(?<![A-Za-z0-9$])(?<![A-Za-z0-9][-–./+])(?!(?:{CURRENCY_CODES})\d)"

# In this order: what comes first may hold what comes later.
_MARKUP = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Markdown: fences, code, link targets, footnotes, list markers, numbered headings
        r"^(?:```|~~~)[^\0]*?^(?:```|~~~)[^\n]*$|`+[^`]*`+",
        r"(?<=\])\([^()\s]*\)|\[\^[^\]\n]{0,80}\]|&#?[A-Za-z0-9]{1,32};",
        r"^[ \t]*(?:[-*+][ \t]+)?\d{1,2}(?:[.):．][ \t]|[、）：])|^#+[ \t]*\d+(?:\.\d+)*[.、]?|[（(]\d{1,2}[)）]",
        # Addresses
        r"(?:https?://|www\.)[^\s<>\"，。；）]+|(?<![A-Za-z0-9.+-])[A-Za-z0-9.+-]{1,64}@[A-Za-z0-9.-]+",
    )
)
_NO_QUANTITY = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        _IDIOMS,
        # The twelve months that accounts roll over
        r"(?i:\b(?:trailing|last|past|next|rolling)\s(?:twelve|12)\smonths\b)",
        r"(?:最近|过去|過去|滚动|滾動|未来|未來|近)(?:连续|連續)?(?:十二|12)[个個]月",
        # Dates and times
        r"(?<!\d)(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-3]?\d)?(?!\d)|(?<!\d)\d\d:\d\d(?::\d\d)?(?!\d)",
        rf"{_YEAR}\s?[-–—~至到/]\s?(?:19|20)?\d\d(?!\d){_ALONE}年?|{_YEAR}(?:年|s\b|財年|财年)?{_ALONE}",
        r"(?<!\d)\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号號])?|(?<!\d)\d{1,2}\s?[日号號](?![线線元])",
        r"(?:十[一二]|[一二三四五六七八九十])月(?:[一二三]?十?[一二三四五六七八九]?[日号號])?|[二三]?十[一二三四五六七八九]?[日号號]",
        rf"(?:(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s)?\b{_MONTHS}(?:\s\d{{1,2}}(?:st|nd|rd|th)?{_ALONE})?(?:,?\s(?:19|20)\d\d)?",
        rf"\d{{2}}年代|{_HAN}{{2,3}}年代|\d{{1,2}}世[纪紀]|{_HAN}{{1,3}}世[纪紀]|[二一][〇零九]{_HAN}{{2}}年",
        # Ordinals and references
        rf"第\s?(?:\d+|{_HAN}+)|[№#§¶]\s?\d+(?:\.\d+)*",
        rf"\b(?i:{_REFERENCES})s?\s?\d+(?:[-–.]\d+)*{_ALONE}|(?:{_REFERENCES_HAN})\s?\d+(?:[-–.]\d+)*{_ALONE}",
        r"(?<![\d.])\d+(?:\.\d+)+\s?版|(?<![\d.])\d+(?:\.\d+){2,}(?!\d)",
        # Codes: with leading zeros, with an exchange, or alone in brackets
        r"(?<![\d.,])0\d{3,5}(?!\d|\.\d)|(?<!\d)\d{4,6}\.(?:HK|SZ|SH|SS|BJ|OQ?|N|US)\b",
        r"[（(]\s?(?:[A-Z]{2,6}[ :：.]\s?)?\d{5,6}\s?(?:[A-Z]{2})?[)）]",
        # Names: a token that starts with a letter (GPT-3.5, A100), or with digits that no unit follows (5G, 1st, 2026E)
        rf"{_TOKEN}[A-Za-z]+(?:[-–./+][A-Za-z]+)*[-–./+]?\d+(?:[-./+]?[A-Za-z0-9]+)*",
        rf"(?<![A-Za-z\d.,$])\d++(?:\.\d++)?+(?!{_SUFFIX})[A-Za-z][A-Za-z0-9]*",
    )
)
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万萬亿億]|[Tt]welve")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[^ ]")
_BLOCKQUOTE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_QUOTED = re.compile(r"(?:“[^“”\n]*”|「[^「」\n]*」|\"[^\"\n]*\")(?=\s?\[@)")
# "DALL-E 2", "Dynamics 365": a capitalised word that no rule of grammar put there.
_VERSIONED = re.compile(
    rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9][-+.])(?!(?:{_FUNCTION_WORDS})\b)"
    rf"(?P<word>[A-Z][A-Za-z0-9\x01]*(?:[-+.][A-Za-z0-9]+)*)\s\d{{1,5}}(?:\.\d+)*{_ALONE}"
)
_SENTENCE = re.compile(r"(?:^|[.!?:;。！？：；]\s*|\n\s*)$")


def blanked(text: str, names: Sequence[str] = (), *, markdown: bool = True) -> str:
    """``text`` with everything that is no quantity replaced by BLANK, so that offsets hold.

    ``markdown`` False: a line of a YAML text that begins with > is no quotation, it says "more than".
    """
    if "[@" in text:
        text = _QUOTED.sub(_blank, text)
    if markdown:
        text = _BLOCKQUOTE.sub(_blank, text)
    text = "".join(part.text if part.what is What.WORDS else _MARK.sub(BLANK, part.text) for part in segments(text))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, BLANK * len(name))
    for pattern in (*_MARKUP, *_NO_QUANTITY) if _NUMERAL.search(text) else _MARKUP:
        text = pattern.sub(_blank, text)
    return _VERSIONED.sub(_name, text) if _DIGIT.search(text) else text


def _name(match: re.Match[str]) -> str:
    """A plain capitalised word that opens a sentence may be any word: "Cards 300 were added" keeps its number."""
    word = match["word"]
    plain = word[1:].islower() or len(word) == 1
    if plain and _SENTENCE.search(match.string, max(0, match.start() - 4), match.start()):
        return match[0]
    return BLANK * len(match[0])


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])
