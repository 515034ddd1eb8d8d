"""`python build.py …` is `briefwright …`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from briefwright.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
