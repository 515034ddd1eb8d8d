"""What all stages need of a language: one formatter for numbers and dates, fixed labels, and zh-Hant from zh-Hans."""

from briefwright.language.locale import Locale

__all__ = ["Locale"]
