"""Journeys on a cheap phone and slow 3G: taps, bytes and seconds, each within tests/e2e/journeys.txt."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scratch import MISSED

ROOT = Path(__file__).resolve().parent.parent
COST = re.compile(r"^test_\w+\[chromium\]: ([^:]+): (.+)$", re.MULTILINE)
# The run's own platform is started for it; these would lead to the one of the benchmarks.
NOT_GIVEN = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "OVOP_VAR", "PORT")


def figures() -> Iterator[tuple[str, str]]:
    """(journey, what it cost of what it may cost). A journey over its budget says so."""
    env = {name: value for name, value in os.environ.items() if name not in NOT_GIVEN}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "tests/e2e/test_journeys.py"],
        cwd=ROOT, env=env | {"OVOP_JUDGE_SECONDS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    yield from COST.findall(done.stdout)
    yield (
        "all within their budgets",
        "yes" if done.returncode == 0 else f"{MISSED}\n{done.stdout[-2000:]}",
    )


if __name__ == "__main__":
    found = dict(figures())
    for name, figure in found.items():
        print(f"{name:<24} {figure}")
    sys.exit(any(MISSED in figure for figure in found.values()))
