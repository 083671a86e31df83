"""What notices keep about people."""

from __future__ import annotations

import json

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    Rows,
    by,
    deleted,
    either,
    keeps,
    keeps_nothing_personal,
    of_organisation,
    with_phone,
)
from accounts.privacy.words import OF_OFFICE, WHILE_HERE, WITH_THE_PAGE

# The name as it stands in JSON. Of whoever was told anything in which it stands.
_RENAME = """
UPDATE notices_notice SET context = replace(context::text, %(name)s, '"…"')::jsonb
WHERE strpos(context::text, %(name)s) > 0
"""


def _names_out_of_what_others_were_told(rows: Rows) -> None:
    """A household is named after its people; what others were told of it names nobody any more."""
    for names in rows.values_list("name_km", "name_en"):
        for name in filter(None, names):
            with connection.cursor() as cursor:
                cursor.execute(_RENAME, {"name": json.dumps(name, ensure_ascii=False)})


keeps(
    Kept(
        "accounts.Organisation", _("Household, cooperative or company: name, place and phone number"),
        _("So that people find it; the number only those it agreed to meet."), WITH_THE_PAGE, of_organisation("pk"),
        ends=_names_out_of_what_others_were_told,
    ),
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
        "notices.Webhook", _("Addresses of your own programs"), _("To tell them what you are told."), WHILE_HERE, by("user"),
        ("url", "created_at", "failing_since", "off_at"), deleted,
    ),
    Kept(
        "notices.WebhookDelivery", _("What your programs were told"), _("To try again, and so that you can see what arrived."),
        _("a month"), by("webhook__user"), ("kind", "payload", "state", "created_at", "sent_at"), deleted,
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
