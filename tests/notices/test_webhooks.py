"""Programs are told what their owner is told: signed, once under one name, again when it failed, never for ever."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notices.models import ChannelHealth, Notice, Webhook, WebhookDelivery
from notices.models.webhooks import MOST
from notices.sending import tell
from notices.tasks import deliver_to_programs, forget_updates
from notices.webhooks import delivering
from notices.webhooks.delivering import BACKOFF
from notices.webhooks.signing import signature
from tests.factories import UserFactory
from tests.standins import Mood, StandIn

pytestmark = pytest.mark.django_db


class Program(StandIn):
    """Somebody's program, which keeps what it was sent byte for byte."""

    def __init__(self) -> None:
        super().__init__(lambda heard: {"ok": True})


@pytest.fixture
def program(settings):
    settings.MAY_BE_CALLED = ["127.0.0.1"]
    server = Program()
    yield server
    server.stop()


@pytest.fixture
def owner():
    return UserFactory(language="en")


@pytest.fixture
def hook(owner, program):
    return Webhook.objects.create(user=owner, url=f"{program.url}/hook")


def something(*people, dedupe="", product="Prahok"):
    tell(people, "product_registered", link="/products/1/", dedupe=dedupe, product=product)


def time_passes():
    """As if the wait after the last failure were over: for what was tried, and for its address."""
    tried = WebhookDelivery.objects.filter(state="pending", attempts__gt=0)
    tried.update(not_before=timezone.now())
    Webhook.objects.update(busy_until=None)


def test_what_a_person_is_told_their_program_is_told(hook, owner, program):
    something(owner)
    assert deliver_to_programs() == 1
    (heard,) = program.heard
    assert heard.fields["type"] == "product_registered"
    assert "Prahok" in heard.fields["data"]["text"]
    assert heard.fields["data"]["link"].startswith("http")
    assert heard.headers["Content-Type"] == "application/json"
    assert deliver_to_programs() == 0 and len(program.heard) == 1


def test_signature_is_that_of_standard_webhooks(hook, owner, program, monkeypatch):
    sent = []
    real = delivering.outgoing.post
    monkeypatch.setattr(
        delivering.outgoing, "post", lambda url, body, headers, context: sent.append((body, headers)) or real(url, body, headers, context)
    )  # fmt: skip
    something(owner, product="ប្រហុក")
    deliver_to_programs()
    ((body, headers),) = sent
    key = b64decode(hook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mine = b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mine}"
    assert "ប្រហុក" in json.loads(body)["data"]["text"]


def test_signature_of_the_example_that_everybody_publishes():
    """Of Svix's documentation, from which the standard came."""
    found = signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')  # fmt: skip
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_fails_is_sent_again_under_its_name_later_each_time_and_given_up(hook, owner, program):
    program.moods.extend([Mood(status=500)] * 20)
    something(owner)
    waits = []
    for _try in range(len(BACKOFF) + 1):
        deliver_to_programs()
        row = WebhookDelivery.objects.get()
        waits.append(row.not_before - timezone.now())
        assert deliver_to_programs() == 0
        time_passes()
    assert waits[:-1] == sorted(waits[:-1]) and waits[-2] > timedelta(hours=20)
    assert (row.state, row.answered) == ("failed", 500)
    assert len(program.heard) == len(BACKOFF) + 1
    assert len({heard.headers["webhook-id"] for heard in program.heard}) == 1


def test_program_that_comes_back_gets_what_waited_in_its_order(hook, owner, program):
    program.moods.append(Mood(status=503))
    for name in ("one", "two", "three"):
        something(owner, product=name)
    deliver_to_programs()
    deliver_to_programs()
    assert len(program.heard) == 1, "the others wait behind the one that failed"
    time_passes()
    deliver_to_programs()
    assert [h.fields["data"]["context"]["product"] for h in program.heard] == ["one", "one", "two", "three"]  # fmt: skip
    hook.refresh_from_db()
    assert hook.failing_since is None


def test_program_that_does_not_answer_holds_up_no_other(owner, program, settings, monkeypatch):
    other = UserFactory()
    Webhook.objects.create(user=owner, url="http://127.0.0.1:1/nobody")
    Webhook.objects.create(user=other, url=f"{program.url}/hook")
    something(owner, other)
    assert deliver_to_programs() == 1
    assert len(program.heard) == 1


def test_410_switches_it_off_and_tells_its_owner_once(hook, owner, program):
    program.moods.append(Mood(status=410))
    something(owner)
    something(owner)
    deliver_to_programs()
    hook.refresh_from_db()
    assert hook.off_at is not None
    time_passes()
    deliver_to_programs()
    assert len(program.heard) == 1
    assert Notice.objects.filter(kind="webhook_off", channel="in_app").count() == 1
    something(owner)
    assert WebhookDelivery.objects.count() == 2, "nothing more is queued for it"


def test_five_days_of_failures_switch_it_off(hook, owner, program):
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=6))
    program.moods.append(Mood(status=500))
    something(owner)
    deliver_to_programs()
    hook.refresh_from_db()
    assert hook.off_at is not None


def test_it_waits_as_long_as_it_is_asked_to(hook, owner, program):
    program.moods.append(Mood(status=429, headers={"Retry-After": "900"}))
    something(owner)
    deliver_to_programs()
    assert WebhookDelivery.objects.get().not_before - timezone.now() > timedelta(minutes=14)


def test_what_is_told_once_is_queued_once(hook, owner):
    for _time in range(3):
        something(owner, dedupe="registered:1")
    assert WebhookDelivery.objects.count() == 1


def test_what_did_not_happen_is_not_told(hook, owner):
    with pytest.raises(RuntimeError), transaction.atomic():
        something(owner)
        raise RuntimeError
    assert WebhookDelivery.objects.count() == 0


def test_codes_and_what_concerns_the_account_are_never_told(hook, owner):
    tell([owner], "password_changed")
    assert WebhookDelivery.objects.count() == 0


def test_address_that_leads_inside_meanwhile_is_not_called(hook, owner, program, settings):
    settings.MAY_BE_CALLED = []
    Webhook.objects.update(url=program.url.replace("http://", "https://"))
    something(owner)
    assert deliver_to_programs() == 0
    assert program.heard == []
    assert "private network" in WebhookDelivery.objects.get().last_error


def test_one_that_cannot_be_sent_holds_up_no_other(owner, program):
    """An address that was let in once and breaks the sending itself."""
    other = UserFactory()
    Webhook.objects.create(user=owner, url="https://a.de/\x7f")
    Webhook.objects.create(user=other, url=f"{program.url}/hook")
    something(owner, other)
    assert deliver_to_programs() == 1
    assert WebhookDelivery.objects.get(webhook__user=owner).attempts == 1


def test_news_that_is_repeated_reaches_no_program_again_even_when_the_first_is_forgotten(
    hook, owner
):
    something(owner, dedupe="renew:1")
    WebhookDelivery.objects.all().delete()
    something(owner, dedupe="renew:1")
    assert WebhookDelivery.objects.count() == 0


def test_account_that_is_closed_is_told_nothing_more(hook, owner, program):
    something(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert deliver_to_programs() == 0 and program.heard == []
    something(owner)
    assert WebhookDelivery.objects.count() == 1


def test_only_one_worker_is_kept_by_slow_addresses(hook, owner, program):
    something(owner)
    assert ChannelHealth.of("webhooks").take()
    assert deliver_to_programs() == 0, "another worker is at it"


def test_two_workers_tell_it_once(hook, owner, program):
    something(owner)
    Webhook.objects.update(busy_until=timezone.now() + timedelta(seconds=20))
    assert deliver_to_programs() == 0, "another worker has this address"
    Webhook.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    assert deliver_to_programs() == 1


def test_without_programs_telling_costs_one_query_more(owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        something(owner)


def test_what_is_over_is_forgotten_after_a_month(hook, owner):
    something(owner)
    deliver_to_programs()
    WebhookDelivery.objects.update(created_at=timezone.now() - timedelta(days=31), state="sent")
    forget_updates()
    assert WebhookDelivery.objects.count() == 0


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture
def programs(english, owner):
    english.force_login(owner)
    return english


def test_added_address_shows_its_secret_once(programs, owner):
    programs.post("/notices/programs/", {"url": "https://shop.example/hook"})
    secret = Webhook.objects.get(user=owner).secret
    assert Notice.objects.filter(recipient=owner, kind="webhook_added", channel="in_app").exists()
    assert secret in programs.get("/notices/programs/").content.decode()
    assert secret not in programs.get("/notices/programs/").content.decode()


@pytest.mark.parametrize("url", ["http://shop.example/", "https://10.0.0.1/", "nonsense", ""])
def test_address_that_may_not_be_called_is_refused_with_a_sentence(programs, url):
    answer = programs.post("/notices/programs/", {"url": url})
    assert answer.status_code == 200 and "is-invalid" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_not_more_than_five_addresses(programs):
    for number in range(MOST + 2):
        programs.post("/notices/programs/", {"url": f"https://shop.example/{number}"})
    assert Webhook.objects.count() == MOST


def test_same_address_again_gets_a_new_secret(programs, owner):
    for _time in range(2):
        programs.post("/notices/programs/", {"url": "https://shop.example/"})
    assert Webhook.objects.count() == 1


def test_trial_is_sent_and_switches_it_on_again(programs, hook, program):
    Webhook.objects.update(off_at=timezone.now())
    programs.post(f"/notices/programs/{hook.pk}/trial/")
    deliver_to_programs()
    assert program.heard[0].fields["type"] == "trial"
    assert "200" in programs.get("/notices/programs/").content.decode()


def test_nobody_sees_or_removes_somebody_elses(programs, program):
    theirs = Webhook.objects.create(user=UserFactory(), url=f"{program.url}/theirs")
    assert "theirs" not in programs.get("/notices/programs/").content.decode()
    assert programs.post(f"/notices/programs/{theirs.pk}/remove/").status_code == 404
    assert Webhook.objects.filter(pk=theirs.pk).exists()
