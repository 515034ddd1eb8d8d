"""What a page may show besides its exhibits: pictures, fonts and style sheets of ``assets/``."""

from briefwright.render import paper
from briefwright.world import World

_MEDIA = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".css": "text/css",
}


def of_house(world: World) -> dict[str, tuple[bytes, str]]:
    """Every such file of a project, which its own CSS may name, by address: its bytes and media type."""
    found: dict[str, tuple[bytes, str]] = {}
    for path in world.files("assets"):
        suffix = path[path.rfind(".") :]
        if suffix in _MEDIA:
            found[paper.BASE + path] = (world.read(path), _MEDIA[suffix])
    return found
