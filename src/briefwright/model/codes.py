"""The stable codes of all findings. A code never changes its meaning; a retired one is not used again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """``title`` names the fault in a few words; ``severity`` is ``error`` or ``warning``."""

    title: str
    severity: str = "error"


CODES: dict[str, Code] = {
    # L: load
    "L001": Code("file is not UTF-8"),
    "L002": Code("file is too large"),
    "L003": Code("forbidden character"),
    "L004": Code("YAML syntax"),
    "L005": Code("tab used for indentation"),
    "L006": Code("duplicate key"),
    "L007": Code("YAML tag"),
    "L008": Code("too many or circular aliases"),
    "L009": Code("nested too deeply"),
    "L010": Code("more than one document in a file"),
    "L011": Code("empty file"),
    "L012": Code("scalar is too long"),
    "L020": Code("unknown key"),
    "L021": Code("missing key"),
    "L022": Code("wrong shape"),
    "L023": Code("value does not fit its field"),
    "L024": Code("unknown language"),
    "L025": Code("amount not understood"),
    "L026": Code("unit not understood"),
    "L027": Code("period or date not understood"),
    "L028": Code("name is not well formed"),
    "L029": Code("lookup, citation or reference not understood"),
    "L030": Code("path leaves the project"),
    "L031": Code("file is missing"),
    "L032": Code("not a regular file"),
    "L033": Code("file cannot be read"),
    "L034": Code("file is not used by anything", "warning"),
    "L040": Code("dataset column is missing"),
    "L041": Code("dataset cell does not fit its column"),
    "L042": Code("dataset cell is not finite"),
    "L043": Code("dataset cell is empty"),
    "L044": Code("dataset header is undeclared or repeated"),
    "L045": Code("dataset row has the wrong number of cells"),
    "L046": Code("dataset period repeated or out of order"),
    "L047": Code("CSV syntax"),
    "L050": Code("library is empty"),
    "L051": Code("identifier is used twice"),
    # C: check
    "C101": Code("unknown source"),
    "C102": Code("unknown company"),
    "C103": Code("unknown number"),
    "C104": Code("unknown exhibit"),
    "C105": Code("unknown sector"),
    "C106": Code("unknown archetype"),
    "C107": Code("unknown analyst"),
    "C108": Code("unknown house"),
    "C109": Code("unknown stage of the value chain"),
    "C110": Code("unknown evidence"),
    "C111": Code("unknown unit noun"),
    "C120": Code("value does not fit its scale"),
    "C121": Code("period does not fit the kind"),
    "C122": Code("kind is missing"),
    "C123": Code("number or evidence has no source"),
    "C124": Code("number has no period or as-of date"),
    "C130": Code("translation is missing"),
    "C131": Code("languages print different numbers", "warning"),
    "C140": Code("claim without evidence"),
    "C141": Code("exhibit has no data"),
    "C142": Code("exhibit is placed twice"),
    "C143": Code("exhibit is mentioned and not placed"),
    "C144": Code("row does not fit the columns"),
    "C150": Code("declared and never used", "warning"),
    # N: compute
    "N201": Code("formula syntax"),
    "N202": Code("unknown name in a formula"),
    "N203": Code("wrong arguments"),
    "N204": Code("unit clash"),
    "N205": Code("currency clash"),
    "N206": Code("base is not positive"),
    "N207": Code("division by zero"),
    "N208": Code("period is not in the series"),
    "N209": Code("circular formula"),
    "N210": Code("period clash"),
    "N211": Code("too few points"),
    "N212": Code("result is out of range"),
    # A: audit
    "A301": Code("number cannot be traced"),
    "A302": Code("quantity typed by hand"),
    # X: chart
    "X401": Code("data does not suit the chart"),
    "X402": Code("chart engine failed"),
    # R: render
    "R501": Code("template error"),
    "R502": Code("fetch denied"),
    "R503": Code("no font has the glyph"),
    "R504": Code("PDF engine reported an error"),
    # P: publish
    "P601": Code("broken internal link"),
    "P602": Code("release could not be written"),
    "P603": Code("another build is writing here"),
    "P604": Code("drafts and live theses in one build"),
    # J: jobs
    "J701": Code("edition took too long"),
    "J702": Code("edition used too much memory"),
    "J703": Code("edition crashed"),
}
