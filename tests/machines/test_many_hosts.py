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
PRODUCER, BUYER, NATIONAL = "012000101", "012000102", "012000105"


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


def test_worker_hosts_cut_off_in_the_middle_lose_nothing(cluster, figures):
    """One is talking to the gateway, one holds a row of the database: the rest do what they had begun."""
    run, needs, holder, held = matching_held_in_the_middle(cluster)
    sender, phones = message_held_in_the_middle(cluster)
    victims = {host.name: host for host in (holder, sender)}.values()
    for victim in victims:
        victim.cut()
    held.rollback()  # now the database gives the row to a host that is not there any more
    held.close()
    database, gateway = cluster.database, cluster.gateway

    def states() -> dict[str, int]:
        question = "SELECT state, count(*) FROM notices_notice WHERE phone = ANY(%s) GROUP BY state"
        return dict(database.ask(question, phones))

    def run_state() -> tuple[str, int]:
        return database.ask("SELECT state, done FROM matching_matchrun WHERE id = %s", run)[0]

    try:
        begun = time.monotonic()
        eventually(lambda: not any(cluster.connections(each) for each in victims), "the database lets them go", 90)  # fmt: skip
        let_go = time.monotonic() - begun
        eventually(lambda: states() == {"sent": CODES}, "all were told", 90)
        told_after = time.monotonic() - begun
        eventually(lambda: run_state()[0] not in ("queued", "running"), "the run is over", 120)
        over_after = time.monotonic() - begun
    finally:
        for victim in victims:
            victim.mend()
    back = eventually(
        lambda: all(cluster.hears(each) for each in victims), "they listen again", 120
    )
    told = {heard.fields["to"] for heard in gateway.heard}
    doubled = len({heard.fields["id"] for heard in gateway.heard}) - len(told)
    again = len(gateway.heard) - len(told)
    state, done = run_state()
    question = "SELECT count(*), count(*) - count(DISTINCT need_id) FROM matching_matchlist WHERE run_id = %s"
    ((lists, twice),) = database.ask(question, run)
    figures(
        f"{len(victims)} of {len(cluster.workers)} worker hosts cut off: of {CODES} messages asked at 2 web hosts done {len(told)}, "
        f"lost {CODES - len(told)}, doubled {doubled} (asked again under the same name {again}), in {told_after:.0f} s; of a run over "
        f"{needs} needs done {done}, lost {needs - done}, doubled {twice}, in {over_after:.0f} s; the database let them go after "
        f"{let_go:.0f} s; back at work {back:.0f} s after their cables"
    )
    assert (told, doubled, again) == (set(phones), 0, 1)
    assert (state, done, lists, twice) == ("done", needs, needs, 0)


def message_held_in_the_middle(cluster):
    """Codes asked for at both web hosts; the worker host whose call the gateway does not answer, and the phones."""
    gateway = cluster.gateway
    gateway.heard.clear()
    gateway.moods.extend([*(Mood(200, TAKEN) for _message in range(4)), Mood(200, TAKEN, stall=25)])
    phones = [f"+855125971{number:02}" for number in range(CODES)]
    for number, phone in enumerate(phones):
        host = cluster.webs[number % len(cluster.webs)]
        assert Person().send(host, "/accounts/login/code/", phone=phone).ok
    eventually(lambda: len(gateway.heard) == 5, "the fifth message is on its way")
    return at(cluster, gateway.heard[4].address), phones


def matching_held_in_the_middle(cluster):
    """A full run that stands still: its key, how many needs, the host whose worker waits, and who lets it go on."""
    database = cluster.database
    ((middle,),) = database.ask("SELECT id FROM buyers_need WHERE state = 'open' ORDER BY id OFFSET 30 LIMIT 1")  # fmt: skip
    ((needs,),) = database.ask("SELECT count(*) FROM buyers_need WHERE state = 'open'")
    held = database.connect()
    with held.cursor() as cursor:
        cursor.execute("SELECT 1 FROM buyers_need WHERE id = %s FOR UPDATE", [middle])
    national = Person()
    national.sign_in(cluster.webs[0], NATIONAL)
    assert national.send(cluster.webs[0], "/matching/", local="some").ok
    full = "need_id IS NULL AND product_id IS NULL AND forum_id IS NULL"
    ((run,),) = database.ask(f"SELECT max(id) FROM matching_matchrun WHERE {full}")

    def waits() -> list[tuple]:
        question = (
            "SELECT host(client_addr) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
        )
        return database.ask(question, held.info.backend_pid)

    eventually(lambda: bool(waits()), "a worker waits for the row")
    return run, needs, at(cluster, waits()[0][0]), held


def at(cluster, address):
    """The worker host of this address."""
    return next(host for host in cluster.workers if host.address == address)
