"""Whether a text of SQL is one SELECT, told without running it and without knowing the dialect.

Conservative: what is doubtful is refused, with a way to write it that is not. The database is asked to be read-only as
well; this check is what gives a sentence and a place instead of a database's message.
"""

import re

_SKIPPED = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|(\$\w*\$).*?\1",
    re.DOTALL,
)
"""Comments, strings and quoted names, in which words mean nothing."""
_FIRST = ("select", "with")
_WRITING = ("insert", "update", "delete", "merge", "into", "truncate", "create", "alter", "drop", "copy", "call")


def refusal(query: str) -> tuple[str, int] | None:
    """Why ``query`` is not one SELECT, and the offset of what says so; None where it is one."""
    bare = _SKIPPED.sub(lambda found: re.sub(r"\S", " ", found[0]), query)
    words = list(re.finditer(r"[A-Za-z_]\w*", bare))
    if not words:
        return "it is empty", 0
    first = words[0]
    start = re.search(r"[^\s(]", bare)
    if start and (start.start() != first.start() or first[0].lower() not in _FIRST):
        return f"it begins with '{query[start.start() :].split(maxsplit=1)[0][:40]}'", start.start()
    if open_quote := re.search(r"['\"`]|/\*", bare):
        return "a quote or comment in it does not end", open_quote.start()
    if "/*!" in query:
        return "'/*!' is a comment that MySQL runs", query.index("/*!")
    end = bare.find(";")
    if end >= 0 and bare[end:].strip("; \t\r\n"):
        return "there is more than one statement", end
    writing = next((word for word in words if word[0].lower() in _WRITING), None)
    if writing:
        return f"'{writing[0]}' is a word of statements that write", writing.start()
    return None
