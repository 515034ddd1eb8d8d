"""What a page may show besides its exhibits: pictures, fonts and style sheets of ``assets/``."""

from dataclasses import dataclass
from xml.parsers import expat

from briefwright.model.finding import Finding, Refused, Span
from briefwright.render import paper
from briefwright.render.material import Material
from briefwright.world import World

_MEDIA = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".css": "text/css",
}

_BEGINS = {".png": b"\x89PNG\r\n", ".jpg": b"\xff\xd8", ".jpeg": b"\xff\xd8"}


def of_house(world: World) -> dict[str, tuple[bytes, str]]:
    """Every such file of a project, which its own CSS may name, by address: its bytes and media type."""
    found: dict[str, tuple[bytes, str]] = {}
    for path in world.files("assets"):
        suffix = path[path.rfind(".") :]
        if suffix in _MEDIA:
            found[paper.BASE + path] = (world.read(path), _MEDIA[suffix])
    return found


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that the tokens name: its path in the project, its name beside the page, its bytes."""

    path: str = ""
    name: str = ""
    data: bytes = b""


def logo(material: Material) -> Logo:
    """The house's logo; an empty one where it has none. Raises Refused where the file is missing or no picture."""
    named = str(material.tokens["page"].get("logo") or "")
    if not named:
        return Logo()
    suffix = named[named.rfind(".") :].lower()
    place = Span("assets/tokens.yaml")
    if not _MEDIA.get(suffix, "").startswith("image/"):
        raise Refused(Finding("L023", f"'{named[:60]}' is no picture", place, "name an SVG, PNG or JPEG in assets/"))
    try:
        data = material.world.read(f"assets/{named}")
    except Refused as refused:
        found = refused.findings[0]
        said = f"the logo '{named[:60]}' is not there" if found.code == "L031" else found.message
        raise Refused(Finding(found.code, said, place, f"put the picture at assets/{named}")) from None
    _is_picture(f"assets/{named}", suffix, data)
    return Logo(f"assets/{named}", f"logo{suffix}", data)


def _is_picture(path: str, suffix: str, data: bytes) -> None:
    """Raises Refused (L023) for a file that is not what its name says, at the line where that shows."""
    if suffix == ".svg":
        try:
            parser = expat.ParserCreate()
            parser.Parse(data, True)
        except expat.ExpatError as problem:
            said = f"'{path}' is no SVG that can be read: {expat.ErrorString(problem.code)}"
            place = Span(path, problem.lineno, problem.offset + 1)
            raise Refused(Finding("L023", said, place, "save the picture anew, as plain SVG")) from None
    elif not data.startswith(_BEGINS.get(suffix, b"")):
        raise Refused(Finding("L023", f"'{path}' is no {suffix[1:].upper()}", Span(path), "save the picture anew"))
