"""Ten thousand odd requests to the API as each role, made from its own description: none may be answered by a 5xx.

python -m benchmarks.fuzz [--cases 10000] [--roles visitor producer ...] [--json]

schemathesis makes them; everything else it could check is checked in tests/api. A failure is printed with the request.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.scratch import scratch, show, told_by
from benchmarks.serving import web

# The demo's people; a visitor has no key.
ROLES = {
    "visitor": "", "producer": "+85512000101", "buyer": "+85512000102", "officer": "+85512000103", "staff": "+85512000104",
    "national": "+85512000105",
}  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument(
        "--cases", type=int, default=10_000, help="at least so many for each role"
    )
    arguments.add_argument("--roles", nargs="+", choices=ROLES, default=list(ROLES))
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    result: dict[str, Any] = {}
    with scratch() as folder:
        from benchmarks.asked import load

        load(1)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "benchmarks.fuzz_settings", "LOG_LEVEL": "ERROR"}
        with web() as (address, _process):
            for role in given.roles:
                cases, failures = fuzz(
                    address, _key(ROLES[role]), given.cases, folder / f"{role}.ndjson"
                )
                result[f"{role}: requests, answered by 5xx"] = f"{cases:,}, {failures}"
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    return told_by("benchmarks.fuzz")


def _key(phone: str) -> str:
    from rest_framework.authtoken.models import Token

    from accounts.models import User

    return Token.objects.get_or_create(user=User.objects.get(phone=phone))[0].key if phone else ""


def fuzz(address: str, key: str, cases: int, report: Path) -> tuple[int, int]:
    """(requests made, server errors) with a key, at least `cases` of them; what failed is printed."""
    made = failed = 0
    round_ = 0
    while made < cases:
        round_ += 1
        new, wrong = _run(
            address, key, cases - made, report.with_suffix(f".{round_}.ndjson"), seed=round_
        )
        made, failed = made + new, failed + wrong
        if not new:
            raise RuntimeError("schemathesis made no requests")
    return made, failed


OPERATIONS = 35  # about so many the description has


def _run(address: str, key: str, cases: int, report: Path, *, seed: int) -> tuple[int, int]:
    command = [
        str(Path(sysconfig.get_path("scripts")) / "schemathesis"), "run", f"{address}/api/schema/?format=json",
        "--checks", "not_a_server_error", "--continue-on-failure", "--phases", "coverage,fuzzing", "--mode", "all",
        "--max-examples", str(max(10, cases // OPERATIONS)), "--seed", str(seed), "--workers", "2", "--warnings", "off",
        "--suppress-health-check", "all", "--report", "ndjson", "--report-ndjson-path", str(report), "--no-color",
        "--request-timeout", "30",
    ]  # fmt: skip
    if key:
        command += ["--header", f"Authorization: Token {key}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    statuses = list(_statuses(report))
    wrong = [code for code in statuses if code >= 500]
    if wrong or done.returncode not in (0, 1):
        sys.stderr.write(done.stdout[-6000:] + done.stderr[-2000:])
    return len(statuses), len(wrong)


def _statuses(report: Path) -> Iterator[int]:
    """The status of every answer in a report of events."""
    with report.open() as lines:
        for line in lines:
            yield from _found(json.loads(line))


def _found(event: Any) -> Iterator[int]:
    if isinstance(event, dict):
        code = event.get("status_code")
        if isinstance(code, int):
            yield code
        for value in event.values():
            yield from _found(value)
    elif isinstance(event, list):
        for value in event:
            yield from _found(value)


if __name__ == "__main__":
    sys.exit(main())
