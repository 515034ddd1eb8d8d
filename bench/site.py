"""What a release weighs, and how long a reader's search takes in it: ``python -m bench.site RELEASE WORD…``.

The search is timed in Chromium over a server on this machine: from the question to the titles of the first page of
results, the first time with the index to be loaded, then again with it in place.
"""

import argparse
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.peers import chromium_path

_ASK = """async word => {
  const engine = await import(new URL('../../pagefind/pagefind.js', location.href).href);
  const ask = async () => {
    const since = performance.now();
    const found = await engine.search(word);
    await Promise.all(found.results.slice(0, 10).map(one => one.data()));
    return [found.results.length, performance.now() - since];
  };
  const [count, first] = await ask();
  const [, again] = await ask();
  return [count, first, again];
}"""


def weight(release: Path) -> dict[str, int]:
    """Files and bytes of a release, and of these the search index."""
    sizes = {path.relative_to(release).as_posix(): path.stat().st_size for path in release.rglob("*") if path.is_file()}
    index = [size for path, size in sizes.items() if path.startswith("pagefind/")]
    return {"files": len(sizes), "bytes": sum(sizes.values()), "index_bytes": sum(index), "index_files": len(index)}


def questions(release: Path, chromium: str, lang: str, words: Sequence[str]) -> list[dict[str, object]]:
    """For each word: how many pages have it, and the milliseconds of the first question and of the second."""
    from playwright.sync_api import sync_playwright

    asked: list[dict[str, object]] = []
    with _served(release) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for word in words:
            page = browser.new_page()
            page.goto(f"{address}/{lang}/search/index.html")
            count, first, again = page.evaluate(_ASK, word)
            asked.append({"word": word, "found": count, "first": first, "again": again})
            page.close()
        browser.close()
    return asked


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the library's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path)
    parser.add_argument("words", nargs="+")
    parser.add_argument("--lang", default="en")
    chosen = parser.parse_args()
    chromium = chromium_path()
    asked = questions(chosen.release, chromium, chosen.lang, chosen.words) if chromium else []
    sys.stdout.write(json.dumps({**weight(chosen.release), "asked": asked}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
