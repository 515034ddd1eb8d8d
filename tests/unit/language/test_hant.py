"""Traditional Chinese as Hong Kong prints it, derived from Simplified."""

from collections.abc import Mapping

import pytest

from briefwright.language import Locale
from briefwright.language.hongkong import TERMS
from briefwright.model.lang import Lang
from briefwright.model.text import Text

SENTENCES = [
    ("汇率波动与外汇储备", "匯率波動與外匯儲備"),
    ("汇总数据，汇聚算力", "彙總數據，匯聚算力"),
    ("云计算与云服务", "雲計算與雲服務"),
    ("之后与皇后，滞后与后续", "之後與皇后，滯後與後續"),
    ("三只股票，只有两只上涨，这只ETF不只如此", "三隻股票，只有兩隻上漲，這隻ETF不只如此"),
    ("名单有15只，2012年只有3只", "名單有15隻，2012年只有3隻"),
    ("{{ count }}只股票", "{{ count }}隻股票"),
    ("平台、后台与台湾的两台设备", "平台、後台與台灣的兩台設備"),
    ("公里与里程碑，这里与产业链里", "公里與里程碑，這裏與產業鏈裏"),
    ("方面、面板与面粉", "方面、面板與麵粉"),
    ("开发、发行与头发", "開發、發行與頭髮"),
    ("系统与体系的关系，维系客户，系数", "系統與體系的關係，維繫客戶，系數"),
    ("复合增长率、重复与恢复", "複合增長率、重複與恢復"),
    ("制造与制度", "製造與制度"),
    ("价值几何，几个价格", "價值幾何，幾個價格"),
    ("对冲与冲击", "對沖與衝擊"),
    ("参与者的参数", "參與者的參數"),
    ("占比、占有率与占据", "佔比、佔有率與佔據"),
    ("并购、合并与并且", "併購、合併與並且"),
    ("余额与剩余", "餘額與剩餘"),
    ("周期、上周与周转", "周期、上周與周轉"),
    ("卷积神经网络", "卷積神經網絡"),
    ("谷歌处于低谷", "谷歌處於低谷"),
    ("用户、税率与说明", "用戶、稅率與說明"),
    ("群体与峰值，启动", "群體與峰值，啟動"),
    ("人工智能、软件、互联网、数据、网络", "人工智能、軟件、互聯網、數據、網絡"),
    ("信息技术与信息披露", "資訊科技與資料披露"),
    ("服务器、带宽与计算机视觉", "伺服器、頻寬與電腦視覺"),
    ("移动互联网与数字经济", "流動互聯網與數碼經濟"),
    ("数字很大，这个数字没有出处", "數字很大，這個數字沒有出處"),
    ("受益环节与受益人", "受惠環節與受益人"),
    ("发布与公布，分布式训练", "發布與公布，分布式訓練"),
    ("单个中心的资金回流一出现就受局限", "單個中心的資金回流一出現就受局限"),
    ("颁布规定，一个中国企业", "頒布規定，一個中國企業"),
]


@pytest.mark.parametrize(("hans", "hant"), SENTENCES)
def test_finance_sentences(locales: Mapping[Lang, Locale], hans: str, hant: str) -> None:
    """Characters with several traditional forms take the right one, and words are Hong Kong's."""
    assert locales["zh-Hant"].convert(hans) == hant


@pytest.mark.parametrize("wrong", ["資料庫", "軟體", "網路", "雲端運算", "人工智慧", "數位", "資訊安全", "晶元"])
def test_no_taiwan_terms(wrong: str) -> None:
    """The built-in glossary holds no wording of Taiwan."""
    assert not [term for term in TERMS.values() if wrong in term]


def test_the_house_glossary_goes_first(locales: Mapping[Lang, Locale]) -> None:
    """A house's word replaces the built-in one and is not converted again."""
    assert locales["zh-Hant"].convert("芯片见汇编") == "晶片見滙編"


def test_registered_names_are_not_converted(locales: Mapping[Lang, Locale]) -> None:
    """A name takes its own traditional form where it has one, and else stays as registered."""
    assert locales["zh-Hant"].convert("阅文集团与万兴科技的万兴系列") == "閱文集團與万兴科技的萬興系列"


@pytest.mark.parametrize(
    "kept",
    ["{{ gpt3_parameters | amount }}", "[@source-id]", "[[exhibit-id]]", "https://example.com/云/汇", "`云计算`"],
)
def test_what_is_no_prose_stays(locales: Mapping[Lang, Locale], kept: str) -> None:
    """Lookups, citations, references, addresses and code pass through as they are."""
    assert locales["zh-Hant"].convert(f"数据，{kept}，数据") == f"數據，{kept}，數據"


def test_link_targets_stay(locales: Mapping[Lang, Locale]) -> None:
    """The words of a Markdown link are converted, its target is not."""
    assert locales["zh-Hant"].convert("[数据](数据/云.html)") == "[數據](数据/云.html)"


def test_other_languages_are_not_converted(locales: Mapping[Lang, Locale]) -> None:
    """Only zh-Hant derives."""
    assert [locales[lang].convert("数据") for lang in ("zh-Hans", "en")] == ["数据", "数据"]


def test_text_is_derived_where_it_is_not_written(locales: Mapping[Lang, Locale]) -> None:
    """Hand-written zh-Hant wins; text for all languages is left alone; the first language is derived."""
    hant = locales["zh-Hant"]
    assert hant.text(Text.of({"zh-Hans": "数据", "zh-Hant": "資料", "en": "data"})) == "資料"
    assert hant.text(Text.of({"zh-Hans": "数据", "en": "data"})) == "數據"
    assert hant.text(Text.of("数据")) == "數據"
    assert hant.text(Text.of({"all": "数据"})) == "数据"
    assert hant.text(None) == ""


def test_missing_translation_falls_back(locales: Mapping[Lang, Locale]) -> None:
    """``check`` reports a missing translation; the page shows another language rather than nothing."""
    assert locales["en"].text(Text.of({"zh-Hans": "数据"})) == "数据"
    assert locales["zh-Hans"].text(Text.of({"en": "data"})) == "data"
