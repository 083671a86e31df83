"""Twelve people want one slot at the same moment, a hundred times over, through the API of real web processes."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import time as clock
from functools import partial
from statistics import quantiles

import pytest
from django.db import connection
from rest_framework.authtoken.models import Token

from forums.booking import SlotTaken, accept_and_book
from forums.models import Layout, Meeting, MeetingRequest, Session
from ovop.supervisor.servers import free_port
from tests.factories import approved, buyer, forum, producer
from tests.faults.workers import eventually, platform_process

pytestmark = pytest.mark.django_db(transaction=True)
RACERS, SLOTS = 12, 100


class Hall:
    """A forum of a hundred slots; each of a hundred hotels has asked the same twelve makers."""

    def __init__(self) -> None:
        self.forum = forum(booking="booked")
        self.forum.lay_out(Layout((Session(clock(8), clock(18)),), 6), 2)
        self.slots = list(self.forum.slots.all())
        self.makers = [producer(name_en=f"Maker {number}") for number in range(RACERS)]
        hotels = [buyer(name_en=f"Hotel {number}") for number in range(SLOTS)]
        approved(self.forum, *self.makers, *hotels)
        MeetingRequest.objects.bulk_create(
            MeetingRequest(
                forum=self.forum, producer=maker, buyer=hotel, asked_by_side="buyer",
                asked_by=hotel.organisation.members.get(),
            )
            for hotel in hotels for maker in self.makers
        )  # fmt: skip
        self.rounds = [
            list(
                MeetingRequest.objects.filter(buyer=hotel).with_parties()
            )  # as its view reads them
            for hotel in hotels
        ]


@pytest.fixture
def site():
    """The platform's own web processes on the database of this test."""
    port = free_port()
    web = platform_process("web", port, DJANGO_SETTINGS_MODULE="ovop.settings.test")
    address = f"http://127.0.0.1:{port}"
    eventually(lambda: _status(f"{address}/readyz") == 200, "the web processes are ready")
    yield address
    web.terminate()
    web.wait(20)


def _status(address, data=None, key=""):
    headers = {"Content-Type": "application/json"} | (
        {"Authorization": f"Token {key}"} if key else {}
    )
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, data, headers), timeout=30
        ) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def at_once(actions):
    """What all of them answer, started at the same moment, and the seconds each took."""
    start, results = threading.Barrier(len(actions)), []

    def run(action):
        start.wait()
        begun = time.monotonic()
        results.append((action(), time.monotonic() - begun))

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_twelve_one_gets_the_slot_and_eleven_get_409_a_hundred_times(site, figures):
    hall = Hall()
    keys = {
        maker.pk: Token.objects.create(user=maker.organisation.members.get()).key
        for maker in hall.makers
    }
    answers: Counter[int] = Counter()
    seconds: list[float] = []
    for slot, requests in zip(hall.slots, hall.rounds, strict=True):
        data = json.dumps({"accept": True, "slot": slot.pk}).encode()
        results = at_once([
            partial(_status, f"{site}/api/v1/meeting-requests/{row.pk}/answer/", data, keys[row.producer_id])
            for row in requests
        ])  # fmt: skip
        found = Counter(status for status, _took in results)
        assert found == {200: 1, 409: RACERS - 1}
        answers += found
        seconds += [took for _status, took in results]
    assert Meeting.objects.count() == SLOTS
    assert MeetingRequest.objects.filter(state="accepted").count() == SLOTS
    p95 = quantiles(seconds, n=20)[-1]
    figures(
        f"{RACERS} racers x {SLOTS} slots over HTTP: won {answers[200]}, told 409 {answers[409]}, "
        f"booked twice 0; an answer takes {1000 * quantiles(seconds, n=2)[0]:.0f} ms (p95 {1000 * p95:.0f})"
    )


def raced(hall, rounds=SLOTS):
    """(what came of it, milliseconds it took) of each of twelve who book one slot, slot after slot.

    Threads and connections stay, as those of web processes do: a new connection has yet to learn every table.
    """
    outcomes: list[tuple[str, float]] = []
    together = threading.Barrier(RACERS)

    def book_all(number: int) -> None:
        try:
            for slot, requests in zip(hall.slots[:rounds], hall.rounds[:rounds], strict=True):
                together.wait(60)
                begun = time.monotonic()
                try:
                    accept_and_book(requests[number], slot)
                    found = "booked"
                except SlotTaken:
                    found = "told"
                except Exception as error:
                    found = type(error).__name__
                outcomes.append((found, 1000 * (time.monotonic() - begun)))
        finally:
            connection.close()

    threads = [threading.Thread(target=book_all, args=[number]) for number in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_the_lock_is_what_decides_it(figures, monkeypatch):
    """In one process, without HTTP; and the control, in which only the database's constraint is left."""
    locked = raced(Hall())
    assert Counter(found for found, _took in locked) == {
        "booked": SLOTS,
        "told": SLOTS * (RACERS - 1),
    }
    took = [each for _found, each in locked]
    Meeting.objects.all().delete()
    MeetingRequest.objects.all().delete()
    monkeypatch.setattr("forums.booking._LOCK", "")
    control = Counter(found for found, _took in raced(Hall(), 20))
    figures(
        f"{RACERS} racers x {SLOTS} slots: booked {SLOTS}, told {SLOTS * (RACERS - 1)}, twice 0; an answer takes "
        f"{quantiles(took, n=2)[0]:.0f} ms (p95 {quantiles(took, n=20)[-1]:.0f}); without the lock (20 slots) {dict(control)}"
    )
    assert control.total() - control["booked"] - control["told"] > 0
