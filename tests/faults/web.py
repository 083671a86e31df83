"""The platform's web processes on servers of their own, which a test may cut off, freeze and stop."""

from __future__ import annotations

import http.cookiejar
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psycopg2

from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey, free_port
from tests.platform_runner import ROOT

SOON = 5  # seconds until everything is as before, and until a page says that it is not


class Web:
    """A database and a broker of its own, and two web processes on them."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)  # the database server runs as another user when we are root
        for above in (folder.parent, folder.parent.parent):
            above.chmod(0o755)
        self.server = EmbeddedPostgres(folder / "postgres")
        self.address = self.server.start()
        self.broker = EmbeddedValkey(folder / "valkey")
        self.port = free_port()
        self.env = os.environ | {
            "DATABASE_URL": self.address,
            "REDIS_URL": self.broker.start(),
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

    def rows(self, question: str, *values: object) -> list[tuple]:
        """What the database answers."""
        connection = psycopg2.connect(self.address)
        with connection, connection.cursor() as cursor:
            cursor.execute(question, values)
            found = cursor.fetchall()
        connection.close()
        return found

    def celery(self, *words: str) -> subprocess.Popen[bytes]:
        """One of Celery's programs on this broker, in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "celery", "--quiet", "--app", "ovop", *words],
            cwd=ROOT, env=self.env, start_new_session=True,
        )  # fmt: skip

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.broker.stop()
        self.server.stop()


class Browser:
    """Somebody who opens a form and sends it."""

    def __init__(self, web: Web) -> None:
        self.site = f"http://127.0.0.1:{web.port}"
        cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))

    def open(self, path: str) -> None:
        """Open a page with a form."""
        with self.opener.open(self.site + path, timeout=30) as page:
            self.token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        self.path = path

    def send(self, **form: str) -> tuple[int, float]:
        """Send the opened form; (status, seconds until the answer)."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        begun = time.monotonic()
        with self.opener.open(self.site + self.path, data, timeout=30) as answer:
            answer.read()
            return answer.status, time.monotonic() - begun
