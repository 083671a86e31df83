"""Workers die and beats come in pairs while people are told things: each is told once, and soon."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from buyers.models import SavedSearch
from forums.models import Commitment, MeetingRequest
from notices.models import Away, Notice, Preference
from notices.tasks import deliver_pending, sweep_outbox
from tests.factories import approved, buyer, forum, producer, product
from tests.faults.workers import eventually
from tests.standins import Mood

pytestmark = pytest.mark.django_db(transaction=True)
MESSAGES = 12
TAKEN = {"status": "queued", "message_id": "x"}


@pytest.fixture
def phones():
    """Numbers to whom a message waits in the outbox."""
    numbers = [f"+855125550{number:02}" for number in range(MESSAGES)]
    for number in numbers:
        Notice.objects.create(channel="sms", kind="unknown_account", phone=number, language="en")
    return numbers


def sms(gateway):
    return {"SMS_URL": f"{gateway.url}/send", "SMS_ID_FIELD": "id"}


def all_sent() -> bool:
    return not Notice.objects.filter(channel="sms").exclude(state="sent").exists()


def only_child(workers, victim, env):
    """Its parent starts another by itself."""
    workers.kill_child(victim)


def whole_group(workers, victim, env):
    workers.kill(victim)
    workers.start(**env)


@pytest.mark.parametrize("killed", [only_child, whole_group], ids=["child", "group"])
def test_worker_killed_in_the_middle_of_a_message_loses_none_and_repeats_none(
    workers, gateway, phones, figures, killed
):
    gateway.moods.extend([*(Mood(200, TAKEN) for _message in range(4)), Mood(200, TAKEN, stall=30)])
    victim = workers.start(**sms(gateway))
    workers.beat()
    workers.send(deliver_pending, "sms")
    eventually(lambda: len(gateway.heard) == 5, "the fifth message is on its way")
    killed(workers, victim, sms(gateway))

    took = eventually(all_sent, "all were told")
    told = {heard.fields["to"] for heard in gateway.heard}
    # The one whose answer nobody heard is sent again under the name it had, so that the gateway can tell.
    doubled = len({heard.fields["id"] for heard in gateway.heard}) - len(told)
    again = len(gateway.heard) - len(told)
    figures(
        f"asked {MESSAGES}, done {len(told)}, lost {MESSAGES - len(told)}, doubled {doubled} "
        f"(asked again under the same name {again}), recovered in {took:.0f} s"
    )
    assert (told, doubled, again) == (set(phones), 0, 1)


def test_message_that_kills_each_worker_is_put_aside_and_the_others_are_told(
    workers, gateway, phones, figures
):
    poison, *others = phones
    workers.start(**sms(gateway), FAULTS_POISON=poison)
    died = 0

    def put_aside() -> bool:
        nonlocal died
        if (seen := Notice.objects.get(phone=poison).attempts) > died:
            died = seen  # another worker is dead: its time with the message and the channel is over
            lease_ends()
            workers.send(sweep_outbox)
        return Notice.objects.filter(phone=poison, state="quarantined").exists()

    workers.send(sweep_outbox)
    eventually(put_aside, "put aside")
    eventually(
        lambda: Notice.objects.filter(state="sent").count() == len(others), "the others are told"
    )
    aside = Notice.objects.get(phone=poison)
    figures(
        f"asked {MESSAGES}, done {len(gateway.heard)}, put aside 1 after {aside.attempts - 1} dead workers, "
        f"doubled {len(gateway.heard) - len({heard.fields['to'] for heard in gateway.heard})}"
    )
    assert sorted(heard.fields["to"] for heard in gateway.heard) == others
    assert "died" in aside.last_error


def lease_ends() -> None:
    """As if the dead worker's time with the row and the channel was over."""
    from notices.models import ChannelHealth

    Notice.objects.filter(state="pending").update(not_before=timezone.now())
    ChannelHealth.objects.update(busy_until=None)


@pytest.fixture
def due(phones):
    """Something for every kind of sweep: to expire, to remind of, to tell of; how many notices of each kind."""
    now, at, hotel = timezone.now(), forum(), buyer()
    makers = [producer(name_en=f"Maker {number}") for number in range(6)]
    approved(at, hotel, *makers)
    for number, maker in enumerate(makers):
        MeetingRequest.objects.create(
            forum=at, producer=maker, buyer=hotel, asked_by_side="buyer",
            asked_by=hotel.organisation.members.get(),
            expires_at=now + (timedelta(minutes=-5) if number < 3 else timedelta(days=1)),
        )  # fmt: skip
    for number in range(3):
        Commitment.objects.create(
            forum=at, organisation=hotel.organisation, what_en=f"Pledge {number}", indicator="bought",
            target=5000, due_on=timezone.localdate() + timedelta(days=7), made_by=at.created_by,
        )  # fmt: skip
    SavedSearch.objects.create(
        user=hotel.organisation.members.get(), name="Prahok", kind="products", query="q=prahok",
    )  # fmt: skip
    SavedSearch.objects.update(told_at=now - timedelta(days=2), looked_at=now - timedelta(hours=2))
    product(makers[0], registered_at=now)
    # What is urgent would leave by text message too, but for the hours in which people sleep.
    Preference.objects.bulk_create(
        Preference(user=user, away=Away.NOWHERE) for user in User.objects.all()
    )
    return {"request_reminder": 3, "commitment_due": 6, "search_products": 1}


def test_two_beats_that_send_everything_again_and_again_do_nothing_twice(
    workers, gateway, due, figures
):
    workers.start(**sms(gateway))
    workers.start(**sms(gateway))
    workers.beat(FAULTS_EVERY="10")
    workers.beat(FAULTS_EVERY="10")
    eventually(all_sent, "all were told", 240)

    def counted():
        rows = Notice.objects.filter(channel="in_app", kind__in=due)
        return dict(rows.values_list("kind").annotate(Count("pk")).order_by())

    eventually(lambda: counted() == due, f"{due} were told", 120)
    time.sleep(22)  # in which all is sent two more times by each
    told = [heard.fields["to"] for heard in gateway.heard]
    doubled = len(told) - len(set(told)) + sum(counted().values()) - sum(due.values())
    figures(
        f"asked {MESSAGES + sum(due.values()) + 3}, done {len(set(told)) + sum(counted().values()) + expired()}, "
        f"doubled {doubled}"
    )
    assert (len(told), counted(), expired(), doubled) == (MESSAGES, due, 3, 0)


def expired() -> int:
    return MeetingRequest.objects.filter(state="expired").count()
