"""Measurements beside peers: ``make bench``. Not a part of the package, and no test times anything."""
