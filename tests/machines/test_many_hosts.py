"""Two web hosts and three worker hosts on one broker and one database: any of them may be cut off."""

from __future__ import annotations

import io
import re
import time
import uuid

import pytest
import requests
from PIL import Image

from tests.faults.workers import eventually
from tests.machines.cluster import Cluster, Person, site
from tests.machines.network import NOT_HERE, may_make_hosts
from tests.standins import Mood

pytestmark = [
    pytest.mark.skipif(not may_make_hosts(), reason=NOT_HERE),
    pytest.mark.timeout(600),
]
CODES = 12
TAKEN = {"status": "queued", "message_id": "x"}
PRODUCER, BUYER, STAFF, NATIONAL = "012000101", "012000102", "012000104", "012000105"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hosts")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)  # the database server runs as another user
    running = Cluster(folder)
    yield running
    running.end()


def picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((300, 200), 40).save(made, "JPEG")
    return made.getvalue()


def test_person_is_the_same_at_every_web_host_and_sees_at_once_what_was_done_at_another(cluster):
    first, second = cluster.webs
    hotel, maker = Person(), Person()
    hotel.sign_in(first, BUYER)
    maker.sign_in(second, PRODUCER)
    mine = hotel.look(second, "/needs/?state=open")
    assert mine.ok
    pk = re.search(r'href="/needs/(\d+)/"', mine.text)[1]
    api = f"/api/v1/needs/{pk}/"
    assert [maker.look(host, api).status_code for host in (first, second)] == [200, 200]
    assert hotel.send(first, f"/needs/{pk}/", to=f"/needs/{pk}/step/pause/").ok
    assert [maker.look(host, api).status_code for host in (first, second)] == [404, 404]


def test_photo_taken_at_one_host_is_prepared_at_another_and_seen_at_all(cluster):
    first, second = cluster.webs
    maker = Person()
    maker.sign_in(first, PRODUCER)
    number = re.search(r'name="producer" value="(\d+)"', maker.look(first, "/products/new/").text)[
        1
    ]
    listing = f"/listings/{uuid.uuid4()}/photos/"
    sent = maker.send(
        first, "/products/new/", to=listing, producer=number, key=str(uuid.uuid4()),
        files={"photos": ("p.jpg", picture(), "image/jpeg")},
    )  # fmt: skip
    assert (sent.status_code, sent.json()) == (200, {"errors": []})

    def ready():
        question = "SELECT thumbnail FROM producers_productphoto WHERE state = 'ready' AND draft_id IS NOT NULL"
        return cluster.database.ask(question)

    eventually(lambda: bool(ready()), "the photo is prepared")
    ((name,),) = ready()
    for host in (first, second):
        seen = maker.look(host, f"/media/{name}")
        assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/webp")


def test_styles_come_from_the_bucket_and_the_page_allows_them(cluster):
    page = requests.get(f"{site(cluster.webs[1])}/products/", timeout=30)
    (styles,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)
    assert styles.startswith(cluster.buckets.url)
    assert cluster.buckets.url in page.headers["Content-Security-Policy"]
    assert requests.get(styles, timeout=30).ok


def test_worker_host_cut_off_in_the_middle_loses_nothing(cluster, figures):
    """It is talking to the gateway when its cable is out; the other hosts do what it had begun."""
    gateway = cluster.gateway
    gateway.heard.clear()
    gateway.moods.extend([*(Mood(200, TAKEN) for _message in range(4)), Mood(200, TAKEN, stall=25)])
    phones = [f"+855125971{number:02}" for number in range(CODES)]
    for number, phone in enumerate(phones):
        host = cluster.webs[number % len(cluster.webs)]
        assert Person().send(host, "/accounts/login/code/", phone=phone).ok
    eventually(lambda: len(gateway.heard) == 5, "the fifth message is on its way")
    (victim,) = (host for host in cluster.workers if host.address == gateway.heard[4].address)
    victim.cut()
    begun = time.monotonic()

    def states() -> dict[str, int]:
        question = "SELECT state, count(*) FROM notices_notice WHERE phone = ANY(%s) GROUP BY state"
        return dict(cluster.database.ask(question, phones))

    try:
        took = eventually(lambda: states() == {"sent": CODES}, "all were told", 120)
        forgotten = eventually(lambda: not cluster.connections(victim), "its connections end", 90)
        gone = time.monotonic() - begun
    finally:
        victim.mend()
    back = eventually(lambda: cluster.hears(victim), "it listens again", 120)
    told = {heard.fields["to"] for heard in gateway.heard}
    doubled = len({heard.fields["id"] for heard in gateway.heard}) - len(told)
    again = len(gateway.heard) - len(told)
    figures(
        f"asked {CODES} at 2 web hosts, a worker host of 3 cut off at the fifth: done {len(told)}, lost {CODES - len(told)}, "
        f"doubled {doubled} (asked again under the same name {again}), recovered in {took:.0f} s; "
        f"the database let its connections go after {gone:.0f} s; back at work {back:.0f} s after its cable"
    )
    assert forgotten is not None
    assert (told, doubled, again) == (set(phones), 0, 1)


def test_run_whose_host_is_cut_off_while_it_holds_a_row_is_finished_by_another(cluster, figures):
    """What it had locked in the database is free again before anybody else gives up."""
    database = cluster.database
    ((middle,),) = database.ask("SELECT id FROM buyers_need WHERE state = 'open' ORDER BY id OFFSET 30 LIMIT 1")  # fmt: skip
    ((needs,),) = database.ask("SELECT count(*) FROM buyers_need WHERE state = 'open'")
    held = database.connect()
    with held.cursor() as cursor:
        cursor.execute("SELECT 1 FROM buyers_need WHERE id = %s FOR UPDATE", [middle])
    national = Person()
    national.sign_in(cluster.webs[0], NATIONAL)
    assert national.send(cluster.webs[0], "/matching/", local="some").ok
    ((run,),) = database.ask("SELECT max(id) FROM matching_matchrun WHERE need_id IS NULL AND product_id IS NULL AND forum_id IS NULL")  # fmt: skip

    def waits() -> list[tuple]:
        question = (
            "SELECT host(client_addr) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
        )
        return database.ask(question, held.info.backend_pid)

    eventually(lambda: bool(waits()), "a worker waits for the row")
    at = waits()[0][0]
    (victim,) = (host for host in cluster.workers if host.address == at)
    victim.cut()
    held.rollback()  # now the database gives the row to a host that is not there any more
    held.close()

    def over() -> bool:
        return database.ask("SELECT state FROM matching_matchrun WHERE id = %s", run)[0][0] not in ("queued", "running")  # fmt: skip

    try:
        took = eventually(over, "the run is over", 150)
    finally:
        victim.mend()
    ((state, done),) = database.ask("SELECT state, done FROM matching_matchrun WHERE id = %s", run)
    ((lists, twice),) = database.ask("SELECT count(*), count(*) - count(DISTINCT need_id) FROM matching_matchlist WHERE run_id = %s", run)  # fmt: skip
    figures(f"a run over {needs} needs, its host cut off while it held a row: done {done}, lost {needs - done}, doubled {twice}, recovered in {took:.0f} s")  # fmt: skip
    assert (state, done, lists, twice) == ("done", needs, needs, 0)
