"""Asking a web server as fast as it answers, with wrk (Debian: apt install wrk)."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 4
# %d in a path becomes another number each time, so that no page is kept for the next asker.
SCRIPT = """
local paths = %s
local headers = %s
local n = 0
function request()
  n = n + 1
  local path = paths[(n %% #paths) + 1]
  return wrk.format("GET", (path:gsub("%%%%d", tostring(n))), headers)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\n{"requests": %%d, "microseconds": %%d, "bytes": %%d, "p95": %%d, "failed": %%d}\\n', summary.requests,
    summary.duration, summary.bytes, latency:percentile(95), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


class NoWrk(RuntimeError):
    """wrk is not installed."""

    def __str__(self) -> str:
        return "These figures need wrk: apt install wrk"


@dataclass(frozen=True)
class Load:
    """What came of asking for some seconds: answers a second, p95 in ms, bytes an answer."""

    a_second: float
    p95: float
    size: int


def ask(address: str, paths: list[str], *, seconds: int = 6, **headers: str) -> Load:
    """Ask for `paths` in turn over CONNECTIONS connections. Raises RuntimeError for any answer that is not 2xx or 3xx."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NoWrk
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        script.write_text(SCRIPT % (_lua(paths), _table(sent)))
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.strip().splitlines()[-1])
    if told["failed"] or not told["requests"]:
        raise RuntimeError(f"{paths[0]}: {told['failed']} of {told['requests']} answers failed")
    return Load(
        told["requests"] * 1e6 / told["microseconds"], told["p95"] / 1000, round(told["bytes"] / told["requests"])
    )  # fmt: skip


def _lua(texts: list[str]) -> str:
    return "{" + ", ".join(json.dumps(each, ensure_ascii=True) for each in texts) + "}"


def _table(headers: dict[str, str]) -> str:
    return "{" + ", ".join(f"[{json.dumps(k)}] = {json.dumps(v)}" for k, v in headers.items()) + "}"
