"""The database is cut off, stopped and started again under real web processes: 503 meanwhile, nothing afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import psycopg2
import pytest

from ovop.supervisor.servers import EmbeddedPostgres, free_port
from tests.platform_runner import ROOT

SOON = 5  # seconds until everything is as before, and until a page says that it is not


class Web:
    """A database of its own and two web processes on it."""

    def __init__(self, folder) -> None:
        folder.chmod(0o755)  # the database server runs as another user when we are root
        for above in (folder.parent, folder.parent.parent):
            above.chmod(0o755)
        self.server = EmbeddedPostgres(folder / "postgres")
        self.address = self.server.start()
        self.port = free_port()
        self.env = os.environ | {
            "DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "ovop.settings.test",
        }
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=self.env,
            check=True,
        )
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "ovop.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
                "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "critical",
            ],
            cwd=ROOT, env=self.env, start_new_session=True,
        )  # fmt: skip
        self.wait(lambda: self.ask("/readyz")[0] == 200, 60)

    def ask(self, path, form=None):
        """(status, headers, text, seconds) of a page; status 0 when nobody answers."""
        data = urllib.parse.urlencode(form).encode() if form else None
        begun = time.monotonic()
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", data, timeout=30
            ) as answer:
                return (
                    answer.status,
                    answer.headers,
                    answer.read().decode(),
                    time.monotonic() - begun,
                )
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode(), time.monotonic() - begun
        except OSError:
            return 0, {}, "", time.monotonic() - begun

    def wait(self, condition, seconds=SOON) -> float:
        """Seconds until the condition held."""
        begun = time.monotonic()
        while not condition():
            assert time.monotonic() - begun < seconds, f"not within {seconds} s"
            time.sleep(0.05)
        return time.monotonic() - begun

    def pages(self) -> list[int]:
        """What the catalogue and its API answer, asked often enough to meet both processes."""
        return [
            self.ask(path)[0]
            for _time in range(6)
            for path in ("/products/?q=prahok", "/api/v1/products/")
        ]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.server.stop()


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    running = Web(tmp_path_factory.mktemp("web"))
    yield running
    running.end()


def test_connections_that_are_cut_cost_nobody_a_page(web, figures):
    assert set(web.pages()) == {200}
    connection = psycopg2.connect(web.address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        cut = cursor.fetchone()[0]
    connection.close()
    after = web.pages()
    figures(
        f"connections cut {cut}, pages asked {len(after)}, lost {sum(code != 200 for code in after)}"
    )
    assert cut >= 1
    assert set(after) == {200}


def test_pages_say_503_and_when_to_come_again_until_the_database_is_back(web, figures):
    assert set(web.pages()) == {200}
    web.server.stop()
    status, headers, text, seconds = web.ask("/products/?q=prahok")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "go back and send it again" in text
    assert seconds < SOON
    status, headers, text, _seconds = web.ask("/api/v1/products/")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "Nothing was changed" in text
    assert web.ask("/readyz")[0] == 503
    assert web.ask("/livez")[0] == 200
    down = web.pages()
    assert set(down) == {503}
    assert web.server.start() == web.address
    took = web.wait(lambda: set(web.pages()) == {200})
    figures(f"pages asked {len(down)} while away, all 503; back after {took:.1f} s")
