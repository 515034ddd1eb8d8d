"""``python -m tools.mutation [--count 600] [--seed 1] [--jobs 2] [--write]``: the mutation test, in full.

Prints the page; ``--write`` puts it into ``docs/mutation.md``.
"""

import argparse
from datetime import date

from tools.mutation.page import page
from tools.mutation.run import ROOT, trial
from tools.mutation.trial import Copied, Laboratory

AS_OF = date(2026, 11, 22)
SEED = 20261122
COUNT = 810


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutation")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    laboratory = Laboratory.of(Copied.of(ROOT, AS_OF))
    told = page(laboratory, trial(laboratory, asked.seed, asked.count, asked.jobs), asked.seed)
    if asked.write:
        (ROOT / "docs" / "mutation.md").write_text(told, encoding="utf-8")
    print(told)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
