"""What accounts keep about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    Rows,
    blanked,
    by,
    deleted,
    keeps,
    keeps_nothing_personal,
    of_organisation,
    with_phone,
)
from accounts.privacy.words import OF_OFFICE, WHILE_HERE, WITH_THE_PAGE

GONE = {"name_km": "(បានចាកចេញ)", "name_en": "(left)"}


def _emptied(rows: Rows) -> None:
    """Whoever did this or that stays one person in the records, of whom nothing is known."""
    for person in rows:
        person.forget()


keeps(
    Kept(
        "accounts.User", _("Your account: phone number, name, language and what you do here"),
        _("So that you can sign in and are told what concerns you. Nobody sees the number but people you agreed to meet."),
        WHILE_HERE, by("pk"),
        ("phone", "full_name", "role", "language", "province__name_en", "district__name_en", "commune__name_en", "date_joined", "last_login"),
        _emptied,
    ),
    Kept(
        "accounts.Consent", _("What you agreed to, and when"), _("To be able to show that you were asked."),
        WHILE_HERE, by("user"), ("kind", "version", "given_at"), deleted,
    ),
    Kept(
        "accounts.Organisation", _("Household, cooperative or company: name, place and phone number"),
        _("So that people find it; the number only those it agreed to meet."),
        WITH_THE_PAGE, of_organisation("pk"),
        ("name_km", "name_en", "kind", "phone", "province__name_en", "district__name_en", "commune__name_en", "village__name_en", "created_at"),
        blanked(phone="", **GONE),
    ),
    Kept(
        "accounts.Membership", _("For which organisation you act"), _("So that you, and nobody else, may act for it."),
        WHILE_HERE, by("user"), ("organisation__name_km", "organisation__name_en", "role", "created_at"), deleted,
    ),
    Kept(
        "accounts.Invitation", _("Roles you were offered"), _("So that a role is given by somebody who may, and once."),
        WHILE_HERE, with_phone(), ("role", "province__name_en", "created_at", "accepted_at"), deleted,
    ),
    Kept(
        "accounts.Invitation", _("Roles you offered to others"), _("To know who let whom in."), OF_OFFICE,
        by("invited_by"), ("role", "province__name_en", "created_at", "accepted_at"),
    ),
    Kept(
        "accounts.Erasure", _("That you asked to be erased"), _("To do it on the day that was told."), WHILE_HERE,
        by("user"), ("asked_at", "due_at"),
    ),
    Kept(
        "accounts.GivenAnswer", _("Answers to what you sent, for a day"), _("So that what you send twice is done once."),
        _("One day."), by("user"), (), deleted,
    ),
    Kept(
        "mfa.Authenticator", _("The second step of signing in"), _("To recognise your app's digits."), WHILE_HERE,
        by("user"), ("type", "created_at", "last_used_at"), deleted,
    ),
    Kept(
        "authtoken.Token", _("Your key to the API"), _("So that your programs may act as you."), WHILE_HERE,
        by("user"), ("created",), deleted,
    ),
    Kept(
        "account.EmailAddress", _("E-mail address, where you gave one"), _("To sign in and be told by e-mail."),
        WHILE_HERE, by("user"), ("email",), deleted,
    ),
    Kept(
        "admin.LogEntry", _("What you changed in the technical administration"),
        _("So that a change can be traced to who made it."), OF_OFFICE, by("user"),
        ("action_time",),
    ),
)  # fmt: skip
keeps_nothing_personal(
    accounts__Tries="counts of guesses by number; gone after a day, and with the number",
    accounts__UserEvent="the history of roles; says of an erased person which role, not who",
)
