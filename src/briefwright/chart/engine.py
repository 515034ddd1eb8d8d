"""The chart engine: one V8 in this process, without a network, with limits, set up anew after every failure."""

import threading
from collections.abc import Callable
from typing import Any

SECONDS = 30.0
_HEAP_MB = 512
_VEGA_LITE = "6.4"


class EngineFailed(Exception):
    """The engine gave no picture; the message says why, in one line."""


class Engine:
    """vl-convert, configured once. The engine's settings are global to the process, so there is one of these.

    The time limit is kept by a thread of ours: the engine's own makes every chart wait 40 ms for its watchdog. After a
    failure the engine goes on failing until it is configured with settings that differ from the last, and after a hang
    until it has one worker more than hang.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._ready = False

    def convert(self, spec: str, seconds: float = SECONDS) -> str:
        """The engine's own SVG of a Vega-Lite specification in JSON. Raises EngineFailed."""
        import vl_convert

        with self._lock:
            self._configure(vl_convert.configure)
            result = _within(seconds, lambda: str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE)))
            if isinstance(result, str):
                return result
            self._ready = False
            self._failures += 1
            raise EngineFailed(" ".join(str(result).split())[:300])

    def _configure(self, configure: Callable[..., Any]) -> None:
        if not self._ready:
            configure(
                allowed_base_urls=[],
                base_url=False,
                auto_google_fonts=False,
                max_v8_heap_size_mb=_HEAP_MB + self._failures,
                num_workers=1 + self._failures,
            )
            self._ready = True


def _within(seconds: float, work: Callable[[], str]) -> str | Exception:
    """What ``work`` returns or raises, or TimeoutError; work that hangs is left behind in its thread."""
    done: list[str | Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except (ValueError, OSError, RuntimeError, TypeError) as problem:
            done.append(problem)

    worker = threading.Thread(target=run, daemon=True, name="chart-engine")
    worker.start()
    worker.join(seconds)
    return done[0] if done else TimeoutError(f"no picture within {seconds:g} seconds")


ENGINE = Engine()
"""The engine of this process."""
