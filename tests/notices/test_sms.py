"""Text messages through a gateway that can also refuse, stall and fail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.channels import CHANNELS
from notices.messages import sms_parts
from notices.models import ChannelHealth, Notice
from notices.sending import send_secret, tell
from notices.tasks import deliver_pending
from tests.notices.people import somebody, told_by
from tests.racing import race
from tests.standins import Mood

pytestmark = pytest.mark.django_db
FORUM = {"forum": ["វេទិកា", "Spring forum"]}


def published(**choice):
    person = somebody(**choice)
    tell([person], "timetable_published", link="/my/agenda/", **FORUM)
    return told_by("sms")[0]


def test_text_message_carries_number_sentence_and_link(gateway, settings):
    notice = published()
    assert deliver_pending("sms") == 1
    (heard,) = gateway.heard
    assert heard.fields["to"] == notice.recipient.phone.as_e164
    assert heard.fields["text"].startswith("The timetable of Spring forum is ready.")
    assert heard.fields["text"].endswith(f" {settings.SITE_URL}/my/agenda/")
    notice.refresh_from_db()
    assert (notice.state, notice.reference) == ("sent", "sms-1")


def test_gateway_of_other_habits_is_spoken_to_in_its_words(gateway, settings):
    settings.SMS |= {
        "format": "form", "to": "msisdn", "text": "content", "id": "ref", "number": "digits",
        "extra": {"sender": "OVOP"}, "headers": {"Authorization": "Bearer secret"},
    }  # fmt: skip
    notice = published()
    deliver_pending("sms")
    (heard,) = gateway.heard
    assert heard.fields["msisdn"] == notice.recipient.phone.as_e164.lstrip("+")
    assert (heard.fields["sender"], heard.fields["ref"]) == ("OVOP", f"notice-{notice.pk}")
    assert heard.headers["Authorization"] == "Bearer secret"
    settings.SMS |= {"format": "query", "number": "national"}
    published()
    deliver_pending("sms")
    assert gateway.heard[1].method == "GET"
    assert gateway.heard[1].fields["msisdn"].startswith("0")


def test_number_the_gateway_refuses_is_not_tried_again(gateway):
    notice = published()
    gateway.moods.append(Mood(422, {"error": "no such subscriber"}))
    deliver_pending("sms")
    notice.refresh_from_db()
    assert notice.state == "quarantined"
    assert "no such subscriber" in notice.last_error


@pytest.mark.parametrize("mood", [Mood(500), Mood(503), Mood(200, stall=2)])
def test_gateway_that_fails_or_hangs_is_asked_again_and_nothing_is_lost(gateway, mood):
    notice = published()
    gateway.moods.append(mood)
    assert deliver_pending("sms") == 0
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("pending", 1)
    Notice.objects.update(not_before=timezone.now())
    assert deliver_pending("sms") == 1


def test_success_without_the_agreed_word_is_no_success(gateway, settings):
    settings.SMS |= {"ok": '"status": ?"queued"'}
    notice = published()
    gateway.moods.append(Mood(200, {"status": "rejected", "reason": "no credit"}))
    deliver_pending("sms")
    notice.refresh_from_db()
    assert notice.state == "pending"
    assert "no credit" in notice.last_error


def test_busy_gateway_is_left_alone_as_long_as_it_wants(gateway):
    first = published()
    published()
    gateway.moods.append(Mood(429, "slow down", headers={"Retry-After": "90"}))
    assert deliver_pending("sms") == 0
    assert len(gateway.heard) == 1, "the second was not even tried"
    first.refresh_from_db()
    assert first.attempts == 0, "it is not the message's fault"
    assert timedelta(seconds=80) < first.not_before - timezone.now() < timedelta(seconds=100)
    assert deliver_pending("sms") == 0
    assert len(gateway.heard) == 1


def test_broken_gateway_is_paused_and_found_again(gateway):
    for _ in range(6):
        published()
    gateway.moods.extend(Mood(500) for _ in range(4))
    deliver_pending("sms")
    assert len(gateway.heard) == 3, "after three failures in a row the rest waits"
    health = ChannelHealth.objects.get(channel="sms")
    assert health.paused
    ChannelHealth.objects.update(paused_until=timezone.now())
    deliver_pending("sms")
    assert len(gateway.heard) == 4, "one is enough to know it is still broken"
    again = ChannelHealth.objects.get(channel="sms")
    assert again.paused_until - timezone.now() > timedelta(seconds=100), "longer each time"
    ChannelHealth.objects.update(paused_until=timezone.now())
    assert deliver_pending("sms") == 2
    assert ChannelHealth.objects.get(channel="sms").failures == 0
    Notice.objects.update(not_before=timezone.now())
    assert deliver_pending("sms") == 4, "and nothing is lost"


def test_one_broken_channel_holds_no_other_up(gateway, telegram):
    """Text messages go first; a gateway that fails does not keep Telegram waiting."""
    tell([somebody(chat=5)], "timetable_published", **FORUM)
    for _ in range(5):
        published()
    gateway.moods.extend(Mood(500) for _ in range(5))
    assert deliver_pending() == 1
    assert [notice.state for notice in told_by("telegram")] == ["sent"]


def test_code_goes_before_everything_that_was_there_first(gateway):
    for _ in range(30):
        published()
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="424242")
    deliver_pending("sms")
    assert "424242" in gateway.heard[0].fields["text"]
    assert len(gateway.heard) == 31, "and all the rest in the same go"


def test_gateway_that_repeats_the_message_tells_staff_nothing_of_it(gateway):
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="424242")
    gateway.moods.append(
        Mood(500, {"sent": "OVOP Match: your code is 424242", "to": "+85512345678"})
    )
    deliver_pending("sms")
    gateway.moods.append(
        Mood(422, {"text": "your code is 424242\0", "to": "+85512345678", "error": "spam"})
    )
    Notice.objects.update(not_before=timezone.now())
    deliver_pending("sms")
    told = Notice.objects.get().last_error + ChannelHealth.objects.get(channel="sms").last_error
    assert "424242" not in told
    assert "12345678" not in told
    assert "spam" in told


def test_two_workers_at_once_send_each_message_once(gateway, transactional_db):
    for _ in range(6):
        published()
    gateway.moods.extend(Mood(200, {"status": "queued"}, stall=0.1) for _ in range(6))
    race(3, lambda: deliver_pending("sms"))
    deliver_pending("sms")
    assert len(gateway.heard) == 6
    assert len({heard.fields["to"] for heard in gateway.heard}) == 6


def test_worker_that_comes_back_too_late_does_not_undo_what_another_did(gateway):
    notice = published()
    late = Notice.objects.get(pk=notice.pk)
    late.attempts = 1
    Notice.objects.filter(pk=notice.pk).update(attempts=2)  # lent again meanwhile
    again = Notice.objects.get(pk=notice.pk)
    again.delivered("x")
    late.failed("timed out")
    assert Notice.objects.get(pk=notice.pk).state == "sent"


def test_message_that_breaks_its_channel_does_not_hold_up_the_rest(gateway, settings, monkeypatch):
    first = published()
    published()
    real = CHANNELS["sms"]

    def breaks(notice):
        if notice.pk == first.pk:
            raise UnicodeError("label too long")
        return real(notice)

    monkeypatch.setitem(CHANNELS, "sms", breaks)
    assert deliver_pending("sms") == 1
    assert "UnicodeError" in Notice.objects.get(pk=first.pk).last_error


def test_number_that_changed_meanwhile_is_the_one_that_is_told(gateway):
    person = published().recipient
    type(person).objects.filter(pk=person.pk).update(phone="+85512999888")
    deliver_pending("sms")
    assert gateway.heard[0].fields["to"] == "+85512999888"


def test_code_that_comes_too_late_is_not_sent_and_forgotten(gateway):
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="424242")
    Notice.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    deliver_pending("sms")
    notice = Notice.objects.get()
    assert gateway.heard == []
    assert notice.state == "quarantined"
    assert "code" not in notice.context


def test_code_is_forgotten_once_it_left(gateway):
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="424242")
    deliver_pending("sms")
    assert "424242" in gateway.heard[0].fields["text"]
    assert "code" not in Notice.objects.get().context


def test_without_a_gateway_it_waits_and_says_why(settings):
    settings.NOTICE_PHONE_CHANNEL = "sms"
    notice = published()
    deliver_pending("sms")
    notice.refresh_from_db()
    assert notice.state == "pending"
    assert "SMS_URL" in notice.last_error


def test_typographic_quotes_do_not_make_an_english_message_cost_double(gateway):
    tell([somebody(pace="all")], "product_submitted", product=["ប្រហុក", "Prahok"])
    tell([somebody(pace="all")], "product_submitted", product=["ប្រហុក", ""])
    deliver_pending("sms")
    latin, khmer = (heard.fields["text"] for heard in gateway.heard)
    assert latin.startswith('"Prahok" waits')
    assert khmer.startswith("“ប្រហុក” waits"), "it is UCS-2 anyway"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("ក" * 70, 1),
        ("ក" * 71, 2),
        ("€" * 81, 2),
        ("ក" * 134, 2),
    ],
)
def test_text_messages_are_counted_as_they_are_charged(text, parts):
    assert sms_parts(text) == parts
