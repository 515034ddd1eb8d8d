"""Investment briefs as code. ``briefwright.api`` is for notebooks and scripts; it is imported when asked for."""

__version__: str


def __getattr__(name: str) -> object:
    """``__version__`` and ``api``, looked up only when asked for: each costs more than a light command."""
    if name == "api":
        import importlib

        return importlib.import_module("briefwright.api")
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefwright")
    except PackageNotFoundError:
        return "0"
