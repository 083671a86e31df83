"""Notices by Telegram, and what the bot does with what people write and press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models.sides import Side
from matching.models import Enquiry
from matching.trading.dealing import enquire
from notices import hurrying
from notices.bot import updates
from notices.models import (
    BotUpdate,
    ChannelHealth,
    ChatInvitation,
    Notice,
    Preference,
    TelegramChat,
)
from notices.sending import tell
from notices.tasks import act_on_updates, deliver_pending
from tests.factories import buyer, producer, product
from tests.notices.people import somebody, told_by
from tests.standins import Mood

pytestmark = pytest.mark.django_db
CHAT = 777000


@pytest.fixture
def asked(telegram):
    """A buyer asks a producer who is told by Telegram."""
    maker, hotel = producer(name_en="Lake Women"), buyer(name_en="Hotel Lotus")
    villager = maker.organisation.members.get()
    type(villager).objects.filter(pk=villager.pk).update(language="en")
    somebody(CHAT, person=villager)
    return enquire(
        hotel.organisation.members.get(), Side.BUYER, maker, hotel, product=product(maker), need=None,
        text="How much?",
    )  # fmt: skip


def hear(telegram):
    """The bot hears what happened and acts on it."""
    updates.keep(telegram.waiting)
    telegram.waiting = []
    return act_on_updates()


def test_question_comes_with_its_answers_as_buttons(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    assert sent.fields["chat_id"] == str(CHAT)
    assert "Hotel Lotus asks about" in sent.fields["text"]
    assert "Agree to talk" in dict(telegram.buttons(sent))
    assert all(len(data.encode()) <= 64 for _text, data in telegram.buttons(sent))
    assert told_by("telegram")[0].reference


def test_pressed_button_answers_and_the_message_says_so(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    telegram.presses(CHAT, "Agree to talk", sent)
    assert hear(telegram) == 1
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.TALKING
    assert telegram.calls("answerCallbackQuery")
    (edited,) = telegram.calls("editMessageText")
    assert edited.fields["text"].startswith(sent.fields["text"])
    assert "✓" in edited.fields["text"]
    assert "reply_markup" not in edited.fields, "it cannot be pressed again"
    assert f"Hotel Lotus: {asked.buyer.organisation.phone.as_national}" in edited.fields["text"]


def test_no_is_asked_for_its_reason_and_one_may_go_back(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    telegram.presses(CHAT, "Decline", sent)
    hear(telegram)
    why = telegram.calls("editMessageText")[0]
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.ASKED
    telegram.presses(CHAT, "Back", why)
    hear(telegram)
    back = telegram.calls("editMessageText")[1]
    assert back.fields["text"] == sent.fields["text"].strip()
    assert telegram.buttons(back) == telegram.buttons(sent)
    telegram.presses(CHAT, "Too far away", why)
    hear(telegram)
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.DECLINED


def test_old_button_changes_nothing_and_says_why(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    for _ in range(2):
        telegram.presses(CHAT, "Agree to talk", sent)
    hear(telegram)
    (edited,) = telegram.calls("editMessageText")
    assert "✓" in edited.fields["text"], "a second tap does not cover what the first one did"
    assert "answered or changed already" in telegram.calls("answerCallbackQuery")[1].fields["text"]
    assert telegram.calls("editMessageReplyMarkup")
    assert Enquiry.objects.get().entries.filter(kind="accepted").count() == 1


def test_strangers_button_answers_nothing(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    telegram.presses(31337, "Agree to talk", sent)
    somebody(31338)
    telegram.presses(31338, "Agree to talk", sent)
    hear(telegram)
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.ASKED


def test_same_update_twice_is_acted_on_once(telegram, asked):
    deliver_pending("telegram")
    update = telegram.presses(CHAT, "Agree to talk", telegram.calls()[0])
    assert updates.keep([update]) == 1
    act_on_updates()
    assert updates.keep([update]) == 0
    assert act_on_updates() == 0
    assert len(telegram.calls("editMessageText")) == 1


def test_answer_is_done_once_even_if_telegram_does_not_take_the_reply(telegram, asked):
    deliver_pending("telegram")
    telegram.presses(CHAT, "Agree to talk", telegram.calls()[0])
    telegram.moods.extend([Mood(500), Mood(200, stall=2)])
    assert hear(telegram) == 0
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.TALKING
    for _ in range(2):
        ChannelHealth.objects.update(paused_until=None)
        BotUpdate.objects.update(not_before=timezone.now())
        act_on_updates()
    assert "✓" in telegram.calls("editMessageText")[-1].fields["text"]
    assert BotUpdate.objects.get().state == "done"
    assert BotUpdate.objects.get().payload is None, "what was written is not kept"


def test_telegram_that_is_down_is_not_asked_for_every_reply_but_the_acts_are_done(telegram, asked):
    deliver_pending("telegram")
    (sent,) = telegram.calls()
    for number in range(6):
        telegram.says(9000 + number, "hello")
    telegram.presses(CHAT, "Agree to talk", sent)
    telegram.moods.extend(Mood(500) for _ in range(20))
    hear(telegram)
    assert len(telegram.heard) == 4, "three failures, then it is left alone"
    asked.refresh_from_db()
    assert asked.state == Enquiry.State.TALKING
    telegram.moods.clear()
    ChannelHealth.objects.update(paused_until=None)
    BotUpdate.objects.update(not_before=timezone.now())
    assert act_on_updates() == 7


# --- Connecting -------------------------------------------------------------------------------
def test_link_connects_once_tells_both_and_shows_what_waits(telegram, asked):
    person = somebody()
    token = ChatInvitation.make(person.pk)
    telegram.says(42, f"/start {token}")
    hear(telegram)
    assert TelegramChat.objects.get(user=person).chat_id == 42
    choice = Preference.objects.get(user=person)
    assert (choice.away, choice.pace) == ("telegram", "digest")
    assert "/agenda" in telegram.calls()[0].fields["text"]
    assert Notice.objects.filter(recipient=person, kind="telegram_linked").exists()
    telegram.says(43, f"/start {token}")
    hear(telegram)
    assert not TelegramChat.objects.filter(chat_id=43).exists(), "the link was good once"


def test_link_is_too_old_after_half_an_hour(telegram):
    person = somebody()
    token = ChatInvitation.make(person.pk)
    ChatInvitation.objects.update(made_at=timezone.now() - timedelta(minutes=31))
    telegram.says(42, f"/start {token}")
    hear(telegram)
    assert not TelegramChat.objects.exists()
    assert "/notices/telegram/" in telegram.calls()[0].fields["text"]


def test_telegram_that_moves_to_another_account_is_told_to_the_first(telegram):
    first, second = somebody(42), somebody()
    telegram.says(42, f"/start {ChatInvitation.make(second.pk)}")
    hear(telegram)
    assert TelegramChat.objects.get(chat_id=42).user == second
    for person, kind in ((first, "telegram_taken"), (second, "telegram_linked")):
        channels = Notice.objects.filter(recipient=person, kind=kind).values_list(
            "channel", flat=True
        )
        assert sorted(channels) == ["console", "in_app"], "by phone: it is about Telegram itself"


def test_commands_show_what_waits_the_agenda_and_change_the_language(telegram, asked):
    for word in ("/waiting", "/agenda", "/language", "hello?"):
        telegram.says(CHAT, word)
    hear(telegram)
    waiting, agenda, language, helping = telegram.calls()
    assert "Agree to talk" in dict(telegram.buttons(waiting))
    assert "no meetings ahead" in agenda.fields["text"]
    assert "/waiting" in helping.fields["text"]
    telegram.presses(CHAT, "ខ្មែរ", language)
    hear(telegram)
    assert TelegramChat.objects.get(chat_id=CHAT).user.language == "km"


def test_who_stops_the_bot_is_told_by_text_message_again(telegram, asked):
    telegram.says(CHAT, "/stop")
    hear(telegram)
    telegram.presses(CHAT, "Yes, stop", telegram.calls()[0])
    hear(telegram)
    assert not TelegramChat.objects.exists()
    Notice.objects.all().delete()
    person = asked.producer.organisation.members.get()
    tell([person], "timetable_published", forum=["ក", "A"])
    assert [notice.channel for notice in Notice.objects.exclude(channel="in_app")] == ["console"]


def test_what_somebody_waits_for_overtakes_a_telegram_that_is_down_for_long(telegram, asked):
    for number in range(3):
        tell([somebody(500 + number)], "timetable_published", forum=["ក", "A"])
    telegram.moods.extend(Mood(500) for _ in range(3))
    deliver_pending("telegram")
    assert hurrying.overtake() == 0, "not yet"
    Notice.objects.filter(channel="telegram").update(
        created_at=timezone.now() - timedelta(minutes=31)
    )
    assert hurrying.overtake() == 4
    assert hurrying.overtake() == 0
    assert {row.state for row in told_by("telegram")} == {"quarantined"}
    assert len(told_by("console")) == 4


def test_without_a_bot_nothing_waits_for_telegram(telegram, settings):
    person = somebody(77)
    settings.TELEGRAM |= {"token": ""}
    tell([person], "timetable_published", forum=["ក", "A"])
    assert [notice.channel for notice in Notice.objects.exclude(channel="in_app")] == ["console"]


def test_long_message_keeps_its_address(telegram):
    person = somebody(78, pace="all")
    tell([person], "product_submitted", link="/review/", product=["😀" * 4000, "😀" * 4000])
    deliver_pending("telegram")
    text = telegram.calls()[0].fields["text"]
    assert text.endswith("/review/")
    assert len(text.encode("utf-16-le")) // 2 <= 4096


def test_stranger_is_shown_the_way_and_learns_nothing(telegram):
    telegram.says(99, "/agenda")
    hear(telegram)
    (said,) = telegram.calls()
    assert "/notices/telegram/" in said.fields["text"]


# --- When Telegram is not well ----------------------------------------------------------------
def test_person_who_blocked_the_bot_is_told_by_text_message_and_on_the_site(telegram, asked):
    telegram.moods.append(telegram.refuses(403, "Forbidden: bot was blocked by the user"))
    deliver_pending("telegram")
    (gone,) = told_by("telegram")
    assert gone.state == "quarantined"
    deliver_pending("console")
    instead = [n for n in told_by("console") if n.kind == gone.kind]
    assert instead[0].state == "sent"
    assert instead[0].link.startswith("/a/"), "a link that answers without signing in"
    assert Notice.objects.filter(kind="telegram_blocked", channel="in_app").count() == 1
    tell([gone.recipient], "timetable_published", forum=["ក", "A"])
    assert len(told_by("telegram")) == 1, "no more messages to a bot that is blocked"


def test_unblocked_bot_tells_again(telegram, asked):
    telegram.blocks(CHAT)
    hear(telegram)
    assert TelegramChat.objects.get(chat_id=CHAT).blocked_at
    assert Notice.objects.filter(kind="telegram_blocked", channel="in_app").count() == 1
    telegram.blocks(CHAT, "member")
    hear(telegram)
    assert TelegramChat.objects.get(chat_id=CHAT).blocked_at is None


def test_busy_telegram_is_left_alone_and_then_takes_everything(telegram):
    people = [somebody(100 + n) for n in range(3)]
    tell(people, "timetable_published", forum=["ក", "A"])
    telegram.moods.append(telegram.busy(30))
    assert deliver_pending("telegram") == 0
    assert len(telegram.calls()) == 1
    assert ChannelHealth.objects.get(channel="telegram").paused
    ChannelHealth.objects.update(paused_until=None)
    Notice.objects.update(not_before=timezone.now())
    assert deliver_pending("telegram") == 3


@pytest.mark.parametrize(
    "mood", [Mood(500), Mood(502, "<html>Bad Gateway</html>"), Mood(200, stall=2)]
)
def test_telegram_that_fails_or_hangs_loses_nothing(telegram, mood):
    tell([somebody(100)], "timetable_published", forum=["ក", "A"])
    telegram.moods.append(mood)
    assert deliver_pending("telegram") == 0
    assert told_by("telegram")[0].state == "pending"
    Notice.objects.update(not_before=timezone.now())
    assert deliver_pending("telegram") == 1


def test_strange_updates_are_put_aside_and_the_next_is_answered(telegram):
    strange = [
        {"update_id": 1, "message": {"message_id": 1}}, {"update_id": 2}, {"no": "id"},
        {"update_id": 3, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "group"}, "text": "/start x"}},
        {"update_id": 4, "callback_query": {"id": "1", "from": {"id": 5, "is_bot": False, "first_name": "\0\ud800"}, "chat_instance": "1", "data": "a:::::"}},
    ]  # fmt: skip
    updates.keep(strange)
    telegram.says(99, "hello \0 \ud800")
    hear(telegram)
    assert [call.fields["chat_id"] for call in telegram.calls()] == ["99"]
