"""Pages of the site that are not editions: home, sectors, companies, sources, exhibits, about, the front page, 404."""

from briefwright.render.shell import scripts
from briefwright.render.site.front import front_page, missing_page
from briefwright.render.site.language import Language, language
from briefwright.render.site.pages import pages
from briefwright.render.site.sheets import style_sheets
from briefwright.render.site.shelf import Listed

__all__ = ["Language", "Listed", "front_page", "language", "missing_page", "pages", "scripts", "style_sheets"]
