"""What the bot does with a message or a pressed button, and the calls that answer it.

Only private chats are answered. A chat speaks for the person whose account it was connected to; nothing a
stranger writes reaches anything.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from telegram import CallbackQuery, Message, Update

from accounts.models import User
from accounts.models.users import LANGUAGES
from notices.bot.api import Call, cut
from notices.bot.keyboards import DECLINE, Keyboard, answers, asked, buttons, reasons, ticket_of
from notices.hooks import OutOfDate, Question, hooks
from notices.hurrying import tell_blocked
from notices.models import Away, ChatInvitation, Pace, Preference, TelegramChat
from notices.sending import tell
from ovop.kernel.declining import DeclineReason

MOST_WAITING = 10


def act(payload: dict[str, Any]) -> list[Call]:
    """Do what one update asks for (Bot API, Update); returns the calls to make afterwards."""
    update = Update.de_json(payload, None)
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.my_chat_member:
        return _came_or_went(update)
    if update.message and update.message.chat.type == "private":
        return _said(update.message)
    return []


# --- What somebody writes ---------------------------------------------------------------------
def _said(message: Message) -> list[Call]:
    words = (message.text or "").split()
    command = words[0].split("@")[0].lower() if words else ""
    if command == "/start" and len(words) > 1:
        return _connect(message, words[1])
    person = _person_in(message.chat.id)
    if person is None:
        code = message.from_user.language_code if message.from_user else ""
        with translation.override("en" if (code or "").startswith("en") else "km"):
            return [_say(message.chat.id, _stranger())]
    with translation.override(person.language):
        return _answered(person, message.chat.id, command.lstrip("/"))


def _answered(person: User, chat: int, command: str) -> list[Call]:
    if command == "waiting":
        return _waiting(person, chat)
    if command == "agenda":
        text = hooks.agenda_of(person) or _("You have no meetings ahead.")
        return [_say(chat, f"{text}\n{_address('forums:agenda')}")]
    if command == "language":
        return [
            _say(
                chat,
                _("Which language?"),
                buttons([(label, f"l:{code}") for code, label in LANGUAGES]),
            )
        ]
    if command == "stop":
        return [_say(chat, _("Should the bot stop writing to you?"), _stop_buttons())]
    return [_say(chat, _help())]


def _connect(message: Message, token: str) -> list[Call]:
    """`/start` with the secret of a link from the site."""
    chat = message.chat.id
    owner = ChatInvitation.take(token)
    person = User.objects.filter(pk=owner, is_active=True).first() if owner else None
    if person is None:
        known = _person_in(chat)
        with translation.override(known.language if known else "km"):
            text = _("This link was used already or is too old. Make a new one on the site:")
            return [_say(chat, f"{text}\n{_address('notices:connect')}")]
    sender = message.from_user
    name = (f"@{sender.username}" if sender.username else sender.full_name) if sender else ""
    with transaction.atomic():
        _linked, before = TelegramChat.link(person.pk, chat, name)
        choice, _new = Preference.objects.get_or_create(user=person)
        choice.away = Away.TELEGRAM
        if choice.pace == Pace.WAITING:
            choice.pace = Pace.DIGEST  # it costs nobody anything
        choice.save(update_fields=["away", "pace"])
        _tell_both(person, before, name)
    with translation.override(person.language):
        hello = _("Connected with OVOP Match: %(name)s. What waits for you comes here at once.") % {
            "name": str(person)
        }
        return [_say(chat, f"{hello}\n\n{_help()}"), *_waiting(person, chat, quiet=True)]


def _tell_both(person: User, before: int | None, name: str) -> None:
    """The account learns of its Telegram, and the one that had it before that it has it no more."""
    link = reverse("notices:preferences")
    tell([person], "telegram_linked", link=link, name=name or "Telegram")
    if before:
        tell(User.objects.filter(pk=before), "telegram_taken", link=link, name=name or "Telegram")


def _waiting(person: User, chat: int, *, quiet: bool = False) -> list[Call]:
    """A message with buttons for each question that waits."""
    tickets = hooks.waiting_for(person)
    calls = []
    for ticket in list(tickets)[:MOST_WAITING]:
        question = hooks.question_of(ticket, person)
        if question and question.choices:
            calls.append(_say(chat, _words(question), answers(question, asked(ticket))))
    if not calls and not quiet:
        return [_say(chat, _("Nothing waits for your answer."))]
    if len(tickets) > MOST_WAITING:
        text = _("%(n)s more wait on the site:") % {"n": len(tickets) - MOST_WAITING}
        calls.append(_say(chat, f"{text}\n{_address('home')}"))
    return calls


# --- What somebody presses --------------------------------------------------------------------
def _pressed(query: CallbackQuery) -> list[Call]:
    heard = Call("answer_callback_query", {"callback_query_id": query.id})
    message = query.message
    person = _person_in(query.from_user.id)
    if person is None or message is None or message.chat.id != query.from_user.id:
        return [heard]
    with translation.override(person.language):
        what, _colon, rest = (query.data or "").partition(":")
        todo = {"a": _take, "b": _again, "l": _speak, "s": _stop}.get(what)
        shown = message.text if isinstance(message, Message) and message.text else ""
        chat, number = message.chat.id, message.message_id
        try:
            return [heard, *(todo(person, chat, number, rest, shown) if todo else [])]
        except OutOfDate:
            # What the message says stays: a second tap must not cover what the first one did.
            alert = {"text": _outdated(), "show_alert": True}
            return [
                Call("answer_callback_query", heard.params | alert),
                Call("edit_message_reply_markup", {"chat_id": chat, "message_id": number}),
            ]


def _take(person: User, chat: int, number: int, rest: str, shown: str) -> list[Call]:
    """`a:m.12.0:accept`, or `a:m.12.0:decline` and then `a:m.12.0:decline:price`."""
    asks, _c, rest = rest.partition(":")
    name, _c, reason = rest.partition(":")
    question = _question(asks, person)
    if question is None or name not in {choice.name for choice in question.choices}:
        raise OutOfDate
    if name == DECLINE and reason not in DeclineReason.values:
        keyboard = reasons(asks, _("Back"))
        text = _("Why not? They are told, and we suggest better next time.")
        return [_edit(chat, number, shown, text, keyboard)]
    with transaction.atomic():
        done = question.answer(name, reason)
    other = question.contact() if name != DECLINE else None
    phone = f"\n{other.name}: {other.phone.as_national}" if other and other.phone else ""
    return [_edit(chat, number, shown, f"✓ {done}{phone}")]


def _again(person: User, chat: int, number: int, asks: str, shown: str) -> list[Call]:
    """Back from the reasons to the answers."""
    question = _question(asks, person)
    if question is None or not question.choices:
        raise OutOfDate
    text = shown.rpartition(_MARK)[0] or shown
    return [_edit(chat, number, text, "", answers(question, asks))]


def _speak(person: User, chat: int, number: int, language: str, shown: str) -> list[Call]:
    if language not in dict(LANGUAGES):
        return []
    User.objects.filter(pk=person.pk).update(language=language)
    with translation.override(language):
        return [_edit(chat, number, shown, _("From now on in English."))]


def _stop(person: User, chat: int, number: int, sure: str, shown: str) -> list[Call]:
    if sure != "yes":
        return [_edit(chat, number, shown, _("Good. The bot goes on."))]
    TelegramChat.objects.filter(user=person).delete()
    text = _("The bot writes to you no more. Connect it again on the site whenever you like.")
    return [_edit(chat, number, shown, text)]


def _came_or_went(update: Update) -> list[Call]:
    """Somebody blocked the bot, or came back."""
    change = update.my_chat_member
    assert change
    gone = change.new_chat_member.status in ("kicked", "left")
    chats = TelegramChat.objects.select_related("user").filter(chat_id=change.chat.id)
    chats.update(blocked_at=timezone.now() if gone else None)
    for chat in chats if gone else ():
        tell_blocked(chat)
    return []


# --- Words ------------------------------------------------------------------------------------
_MARK = "\n\n— "


def _question(asks: str, person: User) -> Question | None:
    ticket = ticket_of(asks, person.pk)
    return hooks.question_of(ticket, person) if ticket else None


def _person_in(chat: int) -> User | None:
    found = TelegramChat.objects.select_related("user").filter(chat_id=chat, user__is_active=True)
    row = found.first()
    return row.user if row else None


def _say(chat: int, text: str, keyboard: Keyboard | None = None) -> Call:
    more = {"reply_markup": keyboard} if keyboard else {}
    return Call("send_message", {"chat_id": chat, "text": text, **more})


def _edit(chat: int, number: int, shown: str, more: str, keyboard: Keyboard | None = None) -> Call:
    """What was asked stays readable, with what became of it below; without buttons if none are given."""
    added = f"{_MARK}{more}" if more else ""
    text = cut(shown.partition(_MARK)[0], less=added)
    params: dict[str, Any] = {"chat_id": chat, "message_id": number, "text": text + added}
    if keyboard:
        params["reply_markup"] = keyboard
    return Call("edit_message_text", params)


def _words(question: Question) -> str:
    return "\n".join(filter(None, [question.title, *question.lines]))


def _address(route: str) -> str:
    return settings.SITE_URL + reverse(route)


def _stop_buttons() -> Keyboard:
    return buttons([(_("Yes, stop"), "s:yes"), (_("No, go on"), "s:no")])


def _outdated() -> str:
    return _("This was answered or changed already. The site shows how it stands.")


def _stranger() -> str:
    text = _(
        "This is the bot of OVOP Match. To be told here, sign in on the site and connect Telegram:"
    )
    return f"{text}\n{_address('notices:connect')}"


def commands() -> list[tuple[str, str]]:
    """What the bot understands, in the active language: (name, what it is for)."""
    return [
        ("waiting", _("what waits for your answer")),
        ("agenda", _("your meetings")),
        ("language", _("ខ្មែរ or English")),
        ("stop", _("no more messages here")),
    ]


def _help() -> str:
    return "\n".join(f"/{name} – {text}" for name, text in commands())
