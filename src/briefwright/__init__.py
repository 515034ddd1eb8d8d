"""Investment briefs as code."""


def __getattr__(name: str) -> str:
    """``__version__``, looked up only when asked for: the look-up costs more than a light command."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefwright")
    except PackageNotFoundError:
        return "0"
