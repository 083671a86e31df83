"""`make install` on machines where something is missing: one clear sentence each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ovop import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent
NEEDED = ("ovop/bootstrap.py", "requirements.txt", "package.json", "package-lock.json")


@pytest.fixture
def fresh_copy(tmp_path):
    """As much of a fresh checkout as the first steps read."""
    for name in NEEDED:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    (tmp_path / "static" / "src").mkdir(parents=True)
    return tmp_path


def run(folder: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "ovop" / "bootstrap.py", *options],
        env=os.environ | env, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence; a traceback or a second line fails here."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_no_network_is_said_in_one_sentence_and_the_next_try_goes_on(fresh_copy):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    for _attempt in range(2):
        done = run(fresh_copy, PIP_CONFIG_FILE=os.devnull, PIP_NO_CACHE_DIR="1", **nowhere)
        assert "no network" in told(done)
        assert "run the same command again" in told(done)


def test_busy_port_is_told_before_minutes_of_installing(fresh_copy):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = told(run(fresh_copy, "--before-run", PORT=str(port)))
    assert f"Port {port} is already in use" in sentence
    assert f"PORT={port + 1}" in sentence
    assert not (fresh_copy / ".venv").exists()


def test_port_that_is_no_number_is_told(fresh_copy):
    assert "PORT=eight is not a port number" in told(run(fresh_copy, "--before-run", PORT="eight"))


def test_read_only_folder_is_told():
    # Root may write nearly everywhere; the kernel's own folder refuses even root.
    with pytest.raises(bootstrap.SetupError, match=r"/proc cannot be written .* folder you own"):
        bootstrap.require_writable(Path("/proc"))


def test_old_python_is_told(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 or newer"):
        bootstrap.require_python()


def test_no_compiler_is_ever_asked_for(fresh_copy):
    """A package without a wheel is refused with a sentence instead of being compiled."""
    (fresh_copy / "requirements.txt").write_text(
        "nowhere-to-be-found==1.0 --hash=sha256:" + "0" * 64
    )
    empty = fresh_copy / "wheels"
    empty.mkdir()
    done = run(fresh_copy, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(empty), CC="/bin/false")
    assert "no ready-made wheel for this system" in told(done)


def test_unchanged_step_is_skipped_and_a_changed_one_runs_again(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    source = tmp_path / "source.txt"
    source.write_text("one")
    with bootstrap.Step("step", [source]) as first:
        assert not first.fresh
    assert bootstrap.Step("step", [source]).fresh
    source.write_text("two")
    assert not bootstrap.Step("step", [source]).fresh


def test_failed_step_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    with pytest.raises(bootstrap.SetupError), bootstrap.Step("step", []):
        raise bootstrap.SetupError("half-way")
    assert not bootstrap.Step("step", []).fresh
