"""E-mail: only to confirmed addresses, as text and HTML, by a server that can refuse and stall."""

from __future__ import annotations

import email
from email import policy

import pytest
from django.utils import timezone

from notices.models import Notice, Preference
from notices.sending import tell
from notices.tasks import deliver_pending
from tests.notices.people import somebody, told_by

pytestmark = pytest.mark.django_db
CHOICE = {"away": "email", "email": "sokha@example.org", "email_confirmed": True}


def read(envelope):
    return email.message_from_bytes(envelope.content, policy=policy.default)


def test_message_holds_sentence_link_and_a_way_to_choose(mailbox, settings):
    person = somebody(**CHOICE)
    person.language = "km"
    person.save()
    tell(
        [person], "product_registered", link="/p/1/", product=["ប្រហុក <b>", "Prahok"], number="KH-1"
    )
    assert told_by("email") == [], "it can wait for the day's message"
    Preference.objects.update(pace="all")
    tell(
        [person], "product_registered", link="/p/1/", product=["ប្រហុក <b>", "Prahok"], number="KH-1"
    )
    assert deliver_pending("email") == 1
    mail = read(mailbox.got[0])
    assert mail["To"] == "sokha@example.org"
    assert "ប្រហុក" in mail["Subject"]
    text = mail.get_body(("plain",)).get_content()
    assert "ប្រហុក <b>" in text
    assert f"{settings.SITE_URL}/p/1/" in text
    assert f"{settings.SITE_URL}/notices/choice/" in text
    assert "ប្រហុក &lt;b&gt;" in mail.get_body(("html",)).get_content()


def test_unconfirmed_address_gets_nothing_and_the_phone_is_told_instead(mailbox):
    tell([somebody(**CHOICE | {"email_confirmed": False})], "timetable_published", forum=["ក", "A"])
    deliver_pending()
    assert mailbox.got == []
    assert [notice.state for notice in told_by("console")] == ["sent"]


def test_address_is_confirmed_by_the_button_not_by_opening_the_link(client, mailbox):
    person = somebody()
    client.force_login(person)
    client.post("/notices/choice/", {
        "away": "email", "email": "me@example.org", "pace": "all", "digest_hour": "18",
        "quiet_from": "21", "quiet_until": "6", "language": "en",
    })  # fmt: skip
    deliver_pending("email")
    (mail,) = mailbox.got
    link = next(
        word for word in read(mail).get_body(("plain",)).get_content().split() if "/email/" in word
    )
    path = link.removeprefix("http://127.0.0.1:8000")
    client.logout()
    assert "me@example.org" in client.get(path).content.decode()
    assert not Preference.objects.get(user=person).email_confirmed
    assert client.post(path).status_code == 200
    assert Preference.objects.get(user=person).email_confirmed
    assert client.get(path + "x").status_code == 404


def test_new_address_has_to_be_confirmed_again_and_the_old_link_is_void(client, mailbox):
    person = somebody(**CHOICE)
    client.force_login(person)
    form = {"away": "email", "pace": "all", "digest_hour": "18", "quiet_from": "21", "quiet_until": "6",
            "language": "en"}  # fmt: skip
    client.post("/notices/choice/", form | {"email": "new@example.org"})
    first = Notice.objects.get(kind="email_confirm").link
    assert not Preference.objects.get(user=person).email_confirmed
    client.post("/notices/choice/", form | {"email": "newer@example.org"})
    assert client.post(first).status_code == 404


def test_nobody_writes_to_many_strangers_through_us(client, mailbox):
    client.force_login(somebody())
    form = {"away": "email", "pace": "all", "digest_hour": "18", "quiet_from": "21", "quiet_until": "6",
            "language": "en"}  # fmt: skip
    for number in range(8):
        page = client.post(
            "/notices/choice/", form | {"email": f"stranger{number}@example.org"}, follow=True
        )
    assert Notice.objects.filter(kind="email_confirm").count() == 5
    assert "many addresses" in page.content.decode()


def test_refused_address_goes_by_text_message_instead(mailbox):
    mailbox.refuse = "550 no such mailbox"
    tell([somebody(**CHOICE)], "timetable_published", forum=["ក", "A"])
    deliver_pending("email")
    (mail,) = told_by("email")
    assert mail.state == "quarantined"
    assert "no such mailbox" in mail.last_error
    deliver_pending("console")
    assert [notice.state for notice in told_by("console")] == ["sent"]


def test_mail_server_that_stalls_or_is_full_is_tried_again(mailbox):
    tell([somebody(**CHOICE)], "timetable_published", forum=["ក", "A"])
    mailbox.refuse = "452 mailbox full"
    deliver_pending("email")
    assert told_by("email")[0].state == "pending"
    mailbox.refuse, mailbox.stall = "", 2
    Notice.objects.update(not_before=timezone.now())
    deliver_pending("email")
    assert told_by("email")[0].state == "pending"
    mailbox.stall = 0
    Notice.objects.update(not_before=timezone.now())
    assert deliver_pending("email") == 1


def test_line_break_in_a_name_cannot_write_headers(mailbox):
    person = somebody(**CHOICE | {"pace": "all"})
    tell(
        [person],
        "product_submitted",
        product=["ក\r\nBcc: x@example.org", "A\r\nBcc: x@example.org"],
    )
    deliver_pending("email")
    assert mailbox.got[0].rcpt_tos == ["sokha@example.org"]
    assert read(mailbox.got[0])["Bcc"] is None
