"""What notices keep about people."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    by,
    deleted,
    either,
    keeps,
    keeps_nothing_personal,
    with_phone,
)
from accounts.privacy.words import OF_OFFICE, WHILE_HERE

keeps(
    Kept(
        "notices.Notice", _("What you were told, by which way and when"),
        _("So that you can read it again, and staff can see why somebody was not reached."), WHILE_HERE,
        either(by("recipient"), with_phone()), ("kind", "context", "link", "channel", "state", "created_at", "sent_at", "read_at"),
        deleted,
    ),
    Kept(
        "notices.Preference", _("How you want to be told; your e-mail address if you gave one"), _("To tell you that way."),
        WHILE_HERE, by("user"), ("away", "pace", "digest_hour", "quiet", "quiet_from", "quiet_until", "email"), deleted,
    ),
    Kept(
        "notices.TelegramChat", _("Which Telegram chat is yours"), _("To write to you there."), WHILE_HERE, by("user"),
        ("chat_id", "name", "linked_at"), deleted,
    ),
    Kept(
        "notices.ChatInvitation", _("An open link to Telegram"), _("To know whose chat it is."), WHILE_HERE, by("user"),
        ("made_at",), deleted,
    ),
    Kept(
        "notices.Wording", _("Texts of messages that you changed"), _("To know who changed what is sent to everybody."),
        OF_OFFICE, by("changed_by"), ("kind", "text"),
    ),
)  # fmt: skip
keeps_nothing_personal(
    notices__BotUpdate="what Telegram sent, two days long, to know repetitions",
    notices__ChannelHealth="how well a channel works; errors without numbers",
    notices__WordingEvent="the history of texts; whoever changed one is named by the account",
)
