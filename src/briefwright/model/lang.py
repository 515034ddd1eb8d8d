"""The languages there are. Apart from ``text`` because light commands need these and not pydantic."""

from typing import Literal, get_args

Lang = Literal["zh-Hans", "zh-Hant", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
