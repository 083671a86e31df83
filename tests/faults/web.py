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
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg2

from ovop.supervisor.platform import commands
from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey, free_port
from tests.faults.workers import eventually
from tests.platform_runner import ROOT

# A page of the catalogue that is not kept for visitors: kept ones are given out without a database, too.
ASKED = "/products/?q=prahok&anew=1"
SOON = 5  # seconds until everything is as before, and until a page says that it is not


class Web:
    """A database and a broker of its own, and two web processes on them."""

    def __init__(self, folder: Path, **env: str) -> None:
        folder.chmod(0o755)  # the database server runs as another user when we are root
        for above in (folder.parent, folder.parent.parent):
            above.chmod(0o755)
        self.server = EmbeddedPostgres(folder / "postgres")
        self.address = self.server.start()
        self.broker = EmbeddedValkey(folder / "valkey")
        self.port = free_port()
        self.env = (
            os.environ
            | {
                "DATABASE_URL": self.address,
                "REDIS_URL": self.broker.start(),
                "DJANGO_SETTINGS_MODULE": "ovop.settings.test",
            }
            | env
        )
        self.prepare()
        self.commands = commands("127.0.0.1", self.port)
        self.process = self.run("web")
        eventually(lambda: self.ask("/readyz")[0] == 200, "the web processes are ready")

    def prepare(self) -> None:
        """Before the processes start: tables."""
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *command: str) -> None:
        """One of the platform's commands, as the owner of the tables."""
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.env, check=True, stdout=subprocess.DEVNULL
        )  # fmt: skip

    def run(self, name: str) -> subprocess.Popen[bytes]:
        """One of the platform's long-running processes, in a process group of its own."""
        return subprocess.Popen(self.commands[name], cwd=ROOT, env=self.env, start_new_session=True)

    def ask(self, path: str) -> tuple[int, Message, str, float]:
        """(status, headers, text, seconds) of a page; status 0 when nobody answers."""
        begun = time.monotonic()
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        except OSError:
            return 0, Message(), "", time.monotonic() - begun
        with answer:
            text = answer.read().decode()
            return answer.status, answer.headers, text, time.monotonic() - begun

    def pages(self) -> list[int]:
        """What the catalogue and its API answer, asked often enough to meet both processes."""
        return [self.ask(path)[0] for _time in range(6) for path in (ASKED, "/api/v1/products/")]

    def rows(self, question: str, *values: object) -> list[tuple]:
        """What the database answers."""
        connection = psycopg2.connect(self.address)
        with connection, connection.cursor() as cursor:
            cursor.execute(question, values)
            found = cursor.fetchall()
        connection.close()
        return found

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.broker.stop()
        self.server.stop()


class Browser:
    """Somebody who opens a form and sends it."""

    def __init__(self, web: Any) -> None:
        self.site = f"http://127.0.0.1:{web.port}"
        cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))

    def open(self, path: str) -> None:
        """Open a page with a form."""
        with self.opener.open(self.site + path, timeout=30) as page:
            self.token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        self.path = path

    def look(self, path: str) -> int:
        """The status of a page."""
        address = urllib.parse.quote(path, safe="/?=&+")
        try:
            with self.opener.open(self.site + address, timeout=30) as page:
                return page.status
        except urllib.error.HTTPError as error:
            return error.code

    def send(self, **form: str) -> tuple[int, float]:
        """Send the opened form; (status, seconds until the answer)."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        begun = time.monotonic()
        with self.opener.open(self.site + self.path, data, timeout=30) as answer:
            answer.read()
            return answer.status, time.monotonic() - begun
