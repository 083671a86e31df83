"""Reading from a replica: much is read there, nobody ever reads what is old, and nobody notices when it is gone."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
import requests

from ovop.supervisor.platform import commands
from ovop.supervisor.servers import EmbeddedValkey, free_port
from tests.faults.workers import eventually
from tests.machines.cluster import Person, site
from tests.machines.network import ROOT
from tests.machines.postgres import Postgres

pytestmark = pytest.mark.timeout(600)
ROLE = "ovop_site"
PAGES, TURNS = 20, 20
CHANGES = "SELECT count(*) FROM buyers_needevent WHERE pgh_obj_id = %s"
ASKED_THERE = "SELECT 1 FROM pg_stat_activity WHERE usename = %s AND query LIKE '%%buyers_need%%'"
LATE = 300  # milliseconds the replica is made to be behind


class Replicated:
    """Two servers, one of which follows the other, and web processes that know both."""

    def __init__(self, folder) -> None:
        self.primary = Postgres(folder / "primary", port=free_port())
        self.primary.make()
        self.broker = EmbeddedValkey(folder / "valkey")
        self.host = SimpleNamespace(address="127.0.0.1", port=free_port())
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.machines.settings", "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": self.primary.url_here(), "APP_DATABASE_URL": self.primary.url_here(ROLE),
            "REDIS_URL": self.broker.start(), "ALLOWED_HOSTS": "*", "SECOND_FACTOR_FOR": "", "OVOP_VAR": str(folder / "var"),
        }  # fmt: skip
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)  # fmt: skip
        self.replica = Postgres(folder / "replica", port=free_port())
        self.replica.make_follower_of(self.primary)
        env |= {"DATABASE_URL": self.primary.url_here(ROLE), "REPLICA_DATABASE_URL": self.replica.url_here(ROLE)}  # fmt: skip
        web = commands(self.host.address, self.host.port)["web"]
        self.web = subprocess.Popen(web, cwd=ROOT, env=env, start_new_session=True)
        eventually(lambda: self.look("/readyz") == 200, "the web processes are ready")

    def look(self, path: str) -> int:
        try:
            return requests.get(site(self.host) + path, timeout=30).status_code
        except requests.RequestException:
            return 0

    def read(self, server: Postgres) -> int:
        """How often a server has read the needs."""
        question = "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'buyers_need'"
        server.ask("SELECT pg_stat_clear_snapshot()")
        return int(server.ask(question)[0][0])

    def end(self) -> None:
        self.web.terminate()
        self.web.wait(20)
        self.broker.stop()
        self.replica.stop()
        self.primary.stop()


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("replica")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)
    running = Replicated(folder)
    yield running
    running.end()


@pytest.fixture
def hotel(two):
    person = Person()
    person.sign_in(two.host, "012000102")
    return person


def reads_of(two, ask) -> tuple[int, int]:
    """How many more reads primary and replica saw after `ask`; a server has counted all some ten seconds later."""
    before = two.read(two.primary), two.read(two.replica)
    ask()
    time.sleep(12)
    return two.read(two.primary) - before[0], two.read(two.replica) - before[1]


def settle(two) -> None:
    """Somebody writes, and the replica has it."""
    Person().sign_in(two.host, "012000101")
    written = two.primary.ask("SELECT pg_current_wal_lsn()")[0][0]
    follows = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
    eventually(lambda: two.replica.ask(follows, written)[0][0], "it follows")


def test_what_is_only_read_is_read_from_the_replica(two, hotel, figures):
    settle(two)

    def ask() -> None:
        for turn in range(PAGES // 2):
            assert hotel.look(two.host, f"/api/v1/needs/?page_size={turn + 1}").ok
            assert hotel.look(two.host, f"/needs/?anew={turn}").ok

    primary, replica = reads_of(two, ask)
    figures(f"reads of the needs by {PAGES} requests: {replica} at the replica, {primary} at the primary")  # fmt: skip
    assert replica > 10 * max(1, primary)


def test_nobody_reads_what_is_old_though_the_replica_is_behind(two, hotel, figures):
    """Each write is looked for at once by whoever made it and by somebody else, in the list of all, too."""
    maker = Person()
    maker.sign_in(two.host, "012000101")
    two.replica.ask(f"ALTER SYSTEM SET recovery_min_apply_delay = {LATE}")
    two.replica.ask("SELECT pg_reload_conf()")
    found = hotel.look(two.host, "/api/v1/needs/?state=open").json()["results"][0]
    need, words = found["id"], found["name_en"]
    old, old_there, asked = 0, 0, 0
    try:
        for turn in range(TURNS):
            step, state = (("pause", "paused"), ("open", "open"))[turn % 2]
            assert hotel.send(two.host, f"/needs/{need}/", to=f"/needs/{need}/step/{step}/").ok
            old_there += two.replica.ask(CHANGES, need) != two.primary.ask(CHANGES, need)
            shown = state == "open"
            mine = hotel.look(two.host, f"/api/v1/needs/{need}/").json()["state"]
            theirs = maker.look(two.host, f"/api/v1/needs/{need}/").ok
            listed = f'"/needs/{need}/"' in maker.look(two.host, f"/needs/?q={words}").text
            found = [mine == state, theirs == shown, listed == shown]
            old += found.count(False)
            asked += len(found)
    finally:
        two.replica.ask("ALTER SYSTEM RESET recovery_min_apply_delay")
        two.replica.ask("SELECT pg_reload_conf()")
    figures(f"{asked} reads right after {TURNS} writes, the replica {LATE} ms behind: old {old}; asked directly the replica was behind {old_there} times")  # fmt: skip
    assert (old, old_there) == (0, TURNS)


def test_replica_that_goes_away_costs_nobody_a_page_and_is_used_again(two, hotel, figures):
    settle(two)
    assert two.look("/api/v1/products/") == 200
    two.replica.stop()
    codes = [two.look(f"/api/v1/products/?page={1 + turn % 2}") for turn in range(20)]
    codes += [hotel.look(two.host, "/needs/").status_code for _turn in range(10)]
    staff = Person()
    staff.sign_in(two.host, "012000104")
    status = staff.look(two.host, "/status/?lang=en").text
    two.replica.start()
    settle(two)

    def used() -> bool:
        assert hotel.look(two.host, "/api/v1/needs/").ok
        return bool(two.replica.ask(ASKED_THERE, ROLE))

    took = eventually(used, "the replica is used again", 60)
    figures(f"asked {len(codes)} pages while the replica was away: {codes.count(200)} answered; used again within {took:.0f} s")  # fmt: skip
    assert set(codes) == {200}
    assert "The replica of the database does not answer" in status
    assert "The replica" not in staff.look(two.host, "/status/?lang=en").text
