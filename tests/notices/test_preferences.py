"""Each person's choice: which way, how much, when; and the message of the day."""

from __future__ import annotations

import pytest
from django.utils import timezone

from notices.models import Notice, Pace, Preference, TelegramChat
from notices.sending import tell
from notices.tasks import deliver_pending, send_digests
from tests.factories import UserFactory, producer
from tests.notices.people import at, somebody, told_by

pytestmark = pytest.mark.django_db
FORM = {
    "away": "sms", "pace": "all", "digest_hour": "18", "quiet": "on", "quiet_from": "22",
    "quiet_until": "5", "language": "en",
}  # fmt: skip


def news(person, n=1):
    for number in range(n):
        tell(
            [person],
            "product_submitted",
            link="/review/",
            product=[f"ទំនិញ {number}", f"Thing {number}"],
        )


def test_who_never_chose_is_told_by_phone_only_what_waits():
    person = UserFactory()
    news(person)
    tell([person], "timetable_published", forum=["ក", "A"])
    assert [notice.kind for notice in told_by("console")] == ["timetable_published"]
    assert Notice.objects.visible_to(person).count() == 2


@pytest.mark.parametrize(
    ("pace", "away", "kinds"),
    [
        ("all", "sms", ["product_submitted", "timetable_published"]),
        ("digest", "sms", ["timetable_published"]),
        ("waiting", "sms", ["timetable_published"]),
        ("all", "nowhere", []),
    ],
)
def test_only_what_was_chosen_leaves_the_site(pace, away, kinds):
    person = somebody(pace=pace, away=away)
    news(person)
    tell([person], "timetable_published", forum=["ក", "A"])
    assert [notice.kind for notice in told_by("console")] == kinds
    assert Notice.objects.visible_to(person).count() == 2, "the site shows everything"


def test_choice_is_kept_with_its_language_and_hours(client):
    person = UserFactory(language="km")
    client.force_login(person)
    assert client.post("/notices/choice/", FORM).status_code == 302
    choice = Preference.objects.get(user=person)
    assert (choice.pace, choice.quiet_from, choice.quiet_until) == ("all", 22, 5)
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize(
    "wrong",
    [
        {"away": "pigeon"},
        {"quiet_from": "24"},
        {"digest_hour": "x"},
        {"language": "fr"},
        {"pace": ""},
    ],
)
def test_choice_that_does_not_exist_is_refused_and_nothing_kept(client, wrong):
    person = UserFactory()
    client.force_login(person)
    page = client.post("/notices/choice/", FORM | wrong)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Preference.objects.filter(user=person).exists()


def test_email_without_an_address_is_asked_for_it(client, mailbox):
    client.force_login(UserFactory())
    page = client.post("/notices/choice/", FORM | {"away": "email"})
    assert "email" in page.context["form"].errors


def test_ways_the_platform_does_not_have_are_not_offered(client):
    client.force_login(UserFactory())
    page = client.get("/notices/choice/").content.decode()
    assert 'value="telegram"' not in page
    assert 'value="email"' not in page
    assert client.get("/notices/telegram/").status_code == 404


def test_choosing_telegram_leads_to_connecting_it_and_the_page_waits(client, telegram):
    from notices.bot import updates
    from notices.models import ChatInvitation
    from notices.tasks import act_on_updates

    person = UserFactory()
    client.force_login(person)
    assert client.post("/notices/choice/", FORM | {"away": "telegram"}).url.startswith(
        "/notices/telegram/"
    )
    page = client.post("/notices/telegram/?lang=en").content.decode()
    token = page.partition("?start=")[2].partition('"')[0]
    assert "Waiting for Telegram" in page
    assert client.get("/notices/telegram/state/").status_code == 204, "nothing to say yet"
    telegram.says(55, f"/start {token}")
    updates.keep(telegram.waiting)
    act_on_updates()
    done = client.get("/notices/telegram/state/")
    assert done.status_code == 286, "htmx asks no more"
    assert "Connected" in done.content.decode()
    assert not ChatInvitation.objects.exists()
    client.post("/notices/telegram/end/")
    assert not TelegramChat.objects.exists()
    assert Preference.objects.get(user=person).away == "sms"


def test_trial_goes_the_chosen_way_once_a_minute(client):
    person = somebody()
    client.force_login(person)
    for _ in range(2):
        client.post("/notices/choice/trial/")
    assert [notice.kind for notice in told_by("console")] == ["trial"]


# --- Quiet hours ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hour", "from_", "until", "sleeps"),
    [
        (23, 21, 6, True), (3, 21, 6, True), (6, 21, 6, False), (20, 21, 6, False), (21, 21, 6, True),
        (13, 12, 14, True), (14, 12, 14, False), (5, 0, 0, False),
    ],
)  # fmt: skip
def test_nothing_is_sent_while_the_person_sleeps(monkeypatch, hour, from_, until, sleeps):
    now = at(monkeypatch, hour, 20)
    person = somebody(quiet=True, quiet_from=from_, quiet_until=until)
    tell([person], "timetable_published", forum=["ក", "A"])
    assert deliver_pending() == (0 if sleeps else 1)
    if sleeps:
        notice = told_by("console")[0]
        wakes = timezone.localtime(notice.not_before)
        assert (wakes.hour, wakes.minute, notice.attempts) == (until, 0, 0)
        assert wakes > now
        at(monkeypatch, until, 1, day=wakes.day)
        assert deliver_pending() == 1


def test_codes_and_trials_come_at_any_hour(monkeypatch, client):
    from notices.sending import send_secret

    at(monkeypatch, 3)
    person = somebody(quiet=True)
    send_secret(phone=str(person.phone), kind="sign_in_code", language="km", code="1")
    client.force_login(person)
    client.post("/notices/choice/trial/")
    assert deliver_pending() == 2


# --- The message of the day -------------------------------------------------------------------
def test_news_comes_once_a_day_in_one_message_without_what_was_told_or_read(monkeypatch, telegram):
    at(monkeypatch, 9)
    person = somebody(chat=5, digest_hour=18, digested_at=timezone.now())
    at(monkeypatch, 10)
    news(person, 3)
    tell([person], "timetable_published", forum=["ក", "Spring forum"])
    read = Notice.objects.visible_to(person).filter(urgent=False).earliest("pk")
    Notice.objects.filter(pk=read.pk).update(read_at=timezone.now())
    at(monkeypatch, 17, 59)
    assert send_digests() == 0
    at(monkeypatch, 18, 5)
    assert send_digests() == 1
    assert send_digests() == 0
    deliver_pending("telegram")
    text = telegram.calls()[-1].fields["text"]
    assert text.startswith("2 pieces of news")
    assert "Thing 1" in text
    assert "Thing 2" in text
    assert "Thing 0" not in text, "it was read on the site"
    assert "Spring forum" not in text, "it was told at once"
    at(monkeypatch, 18, 5, day=11)
    assert send_digests() == 0, "nothing new"


def test_long_news_is_cut_and_a_text_message_only_counts(monkeypatch, gateway):
    at(monkeypatch, 17)
    person = somebody(pace=Pace.DIGEST)
    at(monkeypatch, 17, 30)
    news(person, 12)
    at(monkeypatch, 19)
    assert send_digests() == 1
    deliver_pending("sms")
    assert gateway.heard[0].fields["text"].startswith("12 pieces of news for you on OVOP Match.")


def test_daily_message_chosen_in_the_morning_comes_in_the_evening_without_what_was_before(
    monkeypatch, gateway
):
    at(monkeypatch, 9)
    person = somebody(pace=Pace.WAITING)
    news(person)
    at(monkeypatch, 10)
    choice = Preference.objects.get(user=person)
    choice.pace = Pace.DIGEST
    choice.save()
    at(monkeypatch, 10, 20)
    assert send_digests() == 0
    news(person)
    at(monkeypatch, 18, 1)
    assert send_digests() == 1
    assert told_by("sms")[0].context["count"] == 1


def test_way_that_does_not_reach_the_person_costs_no_text_messages_for_news(monkeypatch):
    at(monkeypatch, 9)
    person = somebody(away="telegram", pace="all")
    other = somebody(away="telegram", pace="digest")
    at(monkeypatch, 10)
    news(person)
    news(other)
    at(monkeypatch, 19)
    send_digests()
    assert told_by("console") == []
    tell([person], "timetable_published", forum=["ក", "A"])
    assert [notice.kind for notice in told_by("console")] == ["timetable_published"]


def test_digest_missed_while_the_platform_was_down_comes_later(monkeypatch, telegram):
    at(monkeypatch, 12)
    person = somebody(chat=5, digest_hour=18, digested_at=timezone.now())
    at(monkeypatch, 13)
    news(person)
    at(monkeypatch, 9, day=11)
    assert send_digests() == 1


# --- Whose wording, whose to oversee ----------------------------------------------------------
def test_message_belongs_to_the_persons_province():
    maker = producer()
    person = maker.organisation.members.get()
    tell([person], "timetable_published", forum=["ក", "A"])
    assert {notice.province_id for notice in Notice.objects.all()} == {
        maker.organisation.province_id
    }


def test_telling_three_hundred_people_takes_as_many_queries_as_telling_one(
    django_assert_max_num_queries,
):
    people = [UserFactory() for _ in range(300)]
    with django_assert_max_num_queries(8):
        tell(people, "timetable_published", forum=["ក", "A"])
