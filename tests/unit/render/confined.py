"""A program: renders hostile templates one after another with little memory to spare, and says how each ended.

Takes JSON on its input, a project's root and a list of templates; gives a map from template to answer.
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from briefwright.model.finding import Refused
from briefwright.render.environment import environment, render
from briefwright.world import World, shipped_root

SPARE = 64 * 1024 * 1024


def main() -> None:
    root, templates = json.load(sys.stdin)
    world = World(Path(root), date(2024, 1, 2), shipped_root())
    file = world.root / "templates" / "blocks" / "one.html.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere only the time is held
        held = int(status.read_text("utf-8").partition("VmData:")[2].split()[0]) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (held + SPARE, held + SPARE))
    answers = {}
    for template in templates:
        file.write_text(template, "utf-8")
        began = time.process_time()
        try:
            said, refused = render(environment(world), "blocks/one.html.j2", {"items": [1, 2, 3]})[:80], False
        except Refused as refusal:
            said, refused = str(refusal), True
        except MemoryError:
            said, refused = "out of memory", False
        answers[template] = {"said": said, "refused": refused, "seconds": time.process_time() - began}
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
