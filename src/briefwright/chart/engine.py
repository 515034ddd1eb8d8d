"""The chart engine: one V8 in this process, without a network, with limits, set up anew after every failure."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

SECONDS = 30.0
_HEAP_MB = 512
_VEGA_LITE = "6.4"
_TALKATIVE = ("vl_convert", "tiny_skia", "swc_ecma_transforms_optimization")
"""What logs every character that the first of several typefaces lacks, every line without length, every pass."""


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

    def compiled(self, spec: str, seconds: float = SECONDS) -> dict[str, Any]:
        """The Vega specification that a Vega-Lite one, in JSON, stands for. Raises EngineFailed."""
        made: dict[str, Any] = self._run(lambda engine: engine.vegalite_to_vega(spec, vl_version=_VEGA_LITE), seconds)
        return made

    def drawn(self, spec: dict[str, Any], seconds: float = SECONDS) -> str:
        """The engine's own SVG of a Vega specification. Raises EngineFailed."""
        text = json.dumps(spec, ensure_ascii=False)
        return str(self._run(lambda engine: engine.vega_to_svg(text), seconds))

    def pixels(self, picture: str, scale: float, seconds: float = SECONDS) -> bytes:
        """An SVG as PNG, ``scale`` dots to a pixel. Raises EngineFailed."""
        return bytes(self._run(lambda engine: engine.svg_to_png(picture, scale=scale), seconds))

    def bundle(self, script: str, seconds: float = SECONDS) -> str:
        """``script`` and what it takes of the engine's own libraries, as one script. Raises EngineFailed."""
        return str(self._run(lambda engine: engine.javascript_bundle(script, vl_version=_VEGA_LITE), seconds))

    def version(self) -> str:
        """The version of Vega that draws here."""
        import vl_convert

        return str(vl_convert.get_vega_version())

    def _run(self, work: Callable[[Any], Any], seconds: float) -> Any:
        import vl_convert

        with self._lock:
            self._configure(vl_convert.configure)
            done = _within(seconds, lambda: work(vl_convert))
            if not isinstance(done, Exception):
                return done
            self._ready = False
            self._failures += 1
            raise EngineFailed(" ".join(str(done).split())[:300])

    def _configure(self, configure: Callable[..., Any]) -> None:
        if not self._ready:
            for name in _TALKATIVE:
                logging.getLogger(name).setLevel(logging.CRITICAL)
            configure(
                allowed_base_urls=[],
                base_url=False,
                auto_google_fonts=False,
                max_v8_heap_size_mb=_HEAP_MB + self._failures,
                num_workers=1 + self._failures,
            )
            self._ready = True


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    """What ``work`` returns, its exception, or TimeoutError; work that hangs is left behind in its thread."""
    done: list[Any] = []

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
