"""Queries over the datasets of a library: what a thesis' tables ask, and DuckDB's answers, run apart and locked in."""

from briefwright.data.engine import answer
from briefwright.data.question import Answer, Given, Question
from briefwright.data.select import questions

__all__ = ["Answer", "Given", "Question", "answer", "questions"]
