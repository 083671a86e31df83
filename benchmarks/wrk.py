"""Asking a web server as fast as it answers, with wrk (Debian: apt install wrk)."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# One after the other: opened all at once, they often fall to the one worker that wakes first, and the other has nothing
# to do as long as they last. With that, a site would be measured as half of what it is, or not, by luck.
CONNECTIONS, APART = 4, 0.1  # seconds
# %d in a path becomes another number each time, so that no page is kept for the next asker. Each connection begins
# elsewhere: what one has asked, none of the others asks next.
SCRIPT = """
local paths = %s
local headers = %s
local n = %d
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
    """What came of asking for some seconds: answers a second, p95 in ms (of the slowest connection), bytes an answer."""

    a_second: float
    p95: float
    size: int


def ask(address: str, paths: list[str], *, seconds: int = 6, **headers: str) -> Load:
    """Ask for `paths` in turn over CONNECTIONS connections. Raises RuntimeError for any answer that is not 2xx or 3xx."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NoWrk
    with tempfile.TemporaryDirectory() as folder:
        asking = []
        for connection in range(CONNECTIONS):
            script = Path(folder) / f"ask-{connection}.lua"
            script.write_text(_script(paths, headers, connection))
            command = [wrk, "-t1", "-c1", f"-d{seconds}s", "-s", str(script), address]
            asking.append(
                subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            )
            time.sleep(APART)
        told = [_told(each) for each in asking]
    failed, requests = (sum(each[what] for each in told) for what in ("failed", "requests"))
    if failed or not all(each["requests"] for each in told):
        raise RuntimeError(f"{paths[0]}: {failed} of {requests} answers failed")
    return Load(
        sum(each["requests"] * 1e6 / each["microseconds"] for each in told),
        max(each["p95"] for each in told) / 1000,
        round(sum(each["bytes"] for each in told) / requests),
    )


def _script(paths: list[str], headers: dict[str, str], connection: int) -> str:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    first = connection * (10_000_000 * len(paths) + len(paths) // CONNECTIONS)
    return SCRIPT % (_lua(paths), _table(sent), first)


def _told(asking: subprocess.Popen[str]) -> dict[str, int]:
    """What one wrk measured. Raises RuntimeError with its words where it could not."""
    out, error = asking.communicate()
    if asking.returncode:
        raise RuntimeError(f"wrk: {error.strip() or out.strip()}")
    found: dict[str, int] = json.loads(out.strip().splitlines()[-1])
    return found


def _lua(texts: list[str]) -> str:
    return "{" + ", ".join(json.dumps(each, ensure_ascii=True) for each in texts) + "}"


def _table(headers: dict[str, str]) -> str:
    return "{" + ", ".join(f"[{json.dumps(k)}] = {json.dumps(v)}" for k, v in headers.items()) + "}"
