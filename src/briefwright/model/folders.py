"""The folders of a release that stand beside those of theses, in each language."""

SECTIONS = ("sectors", "companies", "sources", "exhibits", "about")
"""In the order of the navigation."""
SEARCH = "search"
RESERVED = (*SECTIONS, SEARCH)
"""No thesis may be called so."""
