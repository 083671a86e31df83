"""`manage.py up`: starts whole, stops clean, survives being killed, says why it cannot start."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import uuid
from pathlib import Path

import psutil
import psycopg2
import pytest

from tests.platform_runner import ROOT, RunningPlatform


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """The data folder of a platform that was started once and stopped; one for all workers of this run.

    Migrating takes half a minute. Only the first test below starts from nothing.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = tmp_path_factory.getbasetemp().parent / f"prepared-{run}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            running = RunningPlatform("--no-demo")
            running.start().wait_ready()
            assert running.press_ctrl_c() in (0, 130)
            subprocess.run(["cp", "-a", str(running.folder), str(folder)], check=True)
            running.remove()
    return folder


@pytest.fixture
def ready_to_start(platform, prepared) -> RunningPlatform:
    """A platform whose data is there already; not started."""
    running = platform()
    subprocess.run(["cp", "-a", f"{prepared}/.", str(running.folder)], check=True)
    return running


@pytest.fixture
def platform():
    made: list[RunningPlatform] = []

    def make(*options: str, **rest) -> RunningPlatform:
        made.append(RunningPlatform(*(options or ("--no-demo",)), **rest))
        return made[-1]

    yield make
    for running in made:
        running.remove()


def test_ctrl_c_leaves_no_process_and_no_lock_and_the_data_stays(platform):
    running = platform().start().wait_ready()
    family = running.family()
    names = " ".join(" ".join(process.cmdline()) for process in family)
    for part in ("gunicorn", "worker", "beat", "postgres", "valkey"):
        assert part in names

    assert running.press_ctrl_c() in (0, 130)
    assert "Stopped; the data is kept." in running.log.read_text()
    _gone, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
    assert not (running.folder / "run" / "processes.json").exists()

    again = running.start().wait_ready()
    assert (again.folder / "postgres" / "PG_VERSION").read_text().strip() == "18"


def test_killed_run_starts_again_and_ends_what_was_left(ready_to_start):
    running = ready_to_start.start().wait_ready()
    before = running.family()
    assert running.process
    running.process.send_signal(signal.SIGKILL)
    running.process.wait(10)

    assert running.ready()  # orphans still serve, from a database nobody watches

    running.start()
    _gone, alive = psutil.wait_procs(before, timeout=30)
    assert not alive
    running.wait_ready()


def test_busy_port_is_said_in_one_sentence(platform):
    running = platform()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", running.port))
        taken.listen()
        running.start()
        assert running.process
        assert running.process.wait(60) == 1
    (line,) = running.log.read_text().strip().splitlines()
    assert f"Port {running.port} is already in use" in line
    assert "PORT=" in line


def test_second_run_on_the_same_data_is_refused_with_a_way_out(platform, ready_to_start):
    running = ready_to_start.start().wait_ready()
    second = platform(env={"OVOP_VAR": str(running.folder)}).start()
    assert second.process
    assert second.process.wait(60) == 1
    text = second.log.read_text()
    assert "already runs on" in text
    assert "OVOP_VAR=" in text
    assert running.ready()


def test_data_folder_that_cannot_be_written_is_told():
    # Root may write nearly everywhere; the kernel's own folder refuses even root.
    done = subprocess.run(
        [sys.executable, "manage.py", "up"], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"OVOP_VAR": "/proc/ovop", "DJANGO_SETTINGS_MODULE": "ovop.settings.development"},
    )  # fmt: skip
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "/proc/ovop cannot be written" in line
    assert "OVOP_VAR=" in line


def test_given_servers_replace_the_embedded_ones(platform):
    """DATABASE_URL and REDIS_URL switch the embedded servers off; two copies share the machine."""
    url = os.environ["DATABASE_URL"]
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS ovop_given WITH (FORCE)")
        cursor.execute("CREATE DATABASE ovop_given")
    path = url.rpartition("/")[0]
    running = platform(
        env={"DATABASE_URL": f"{path}/ovop_given", "REDIS_URL": os.environ["REDIS_URL"]}
    )
    running.start().wait_ready()
    assert not (running.folder / "postgres").exists()
    assert not (running.folder / "valkey").exists()
    running.press_ctrl_c()
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE ovop_given WITH (FORCE)")
    connection.close()


def test_unreachable_database_is_told_without_a_traceback(platform):
    running = platform(env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}).start()
    assert running.process
    assert running.process.wait(60) == 1
    text = running.log.read_text()
    assert "The database cannot be reached" in text
    assert "Traceback" not in text
