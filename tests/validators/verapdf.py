"""The veraPDF engine, offline: PDF/UA-1 and PDF/A."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest

from tests.validators import tools, verapdf_engine


def broken_rules(profile: Literal["ua1", "2a", "2b", "3a", "3b"], paths: Iterable[Path]) -> list[str]:
    """The rules the files break: ``file: clause-test: message``."""
    tools.java()
    lacking = [name for name in verapdf_engine.JAXB if not (verapdf_engine.JAVA / f"{name}.jar").is_file()]
    if lacking:
        pytest.skip(f"there is no {lacking[0]}.jar (Debian: libjaxb-java)")
    program = str(Path(verapdf_engine.__file__))
    command = [sys.executable, program, str(tools.verapdf_jar()), profile, *(str(path) for path in paths)]
    run = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    results = [json.loads(line) for line in run.stdout.splitlines()]
    return [f"{one['file']}: {rule}: {why}" for one in results for rule, why in one["broken"].items()]
