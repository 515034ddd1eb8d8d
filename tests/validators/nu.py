"""The Nu HTML checker."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.validators import tools


def messages(paths: Iterable[Path]) -> list[str]:
    """What the checker holds against the pages, errors and warnings: ``file:line: message``. Folders are searched."""
    jar = tools.node_file("vnu-jar/build/dist/vnu.jar")
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    command = [tools.java(), "-jar", str(jar), *options, *(str(path) for path in paths)]
    run = subprocess.run(command, capture_output=True, check=True, timeout=300)
    found = json.loads(run.stdout)["messages"]
    return [f"{one.get('url', '')}:{one.get('lastLine', 0)}: {one['message']}" for one in found if _counts(one)]


def _counts(message: dict[str, str]) -> bool:
    return message["type"] != "info" or message.get("subType") == "warning"
