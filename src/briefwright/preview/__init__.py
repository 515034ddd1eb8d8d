"""The live server: pages of editions as they are now, made anew on every save; findings stand in the page.

It listens on the loopback address alone, answers only to its own name, and serves what it has made, never a file of
the disk.
"""

from briefwright.preview.desk import Desk
from briefwright.preview.server import application, serve

__all__ = ["Desk", "application", "serve"]
