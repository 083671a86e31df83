"""Somebody stands at the door whom nobody expects: in half a minute they have a place and a badge."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.phones import phone_in
from buyers.models import Buyer
from forums.models import Forum, Registration, Side
from forums.pairing import register_on_paper
from producers.models import Producer


@dataclass(frozen=True)
class WalkIn:
    """What the door asks: a name and a side; a phone if they have one, or `organisation`, whom we know already."""

    name: str = ""
    side: str = Side.PRODUCER
    phone: str = ""
    organisation: int | None = None
    delegates: int = 1


def register_walk_in(forum: Forum, given: WalkIn, user: User) -> Registration:
    """Their registration, approved if there is a place. Raises ValidationError with a sentence.

    Who has registered before, or whose phone is an organisation's that has, keeps that registration.
    """
    organisation = _known(forum, given) or _made(forum, given)
    row = forum.registrations.filter(organisation=organisation).first()
    if row is None:
        side = Side.PRODUCER if hasattr(organisation, "producer") else Side.BUYER
        row = Registration(
            forum=forum, organisation=organisation, side=side, registered_by=user,
            delegates=min(max(given.delegates, 1), 20),
        )  # fmt: skip
    if row.state == Registration.State.APPROVED:
        return row
    if forum.is_over:  # said that day, arrived here later
        _let_in(row, user)
    else:
        register_on_paper(row, user)
    row.refresh_from_db()
    return row


def _let_in(row: Registration, user: User) -> None:
    if row.pk is None:
        row.save()
    if row.state == Registration.State.CANCELLED:
        row.register_again()
    row.approve(user)


def _known(forum: Forum, given: WalkIn) -> Organisation | None:
    if given.organisation is not None:
        # Only whom the door sees on its list: a helper does not read the whole register by numbers.
        row = forum.registrations.filter(organisation=given.organisation).first()
        found = row.organisation if row else None
        if found is None:
            raise ValidationError(_("This organisation is not known any more. Write its name."))
        return found
    if given.side not in Side.values:
        raise ValidationError(_("Say whether they sell or buy."))
    phone = phone_in(given.phone)  # who stands at the door comes in also without a right one
    if not phone:
        return None
    rows = Organisation.objects.filter(phone=phone)
    one_side = {f"{given.side}__isnull": False}
    return rows.filter(**one_side).order_by("pk").first()


def _made(forum: Forum, given: WalkIn) -> Organisation:
    name = given.name.strip()[:200]
    if not name:
        raise ValidationError(_("Write the name of who came."))
    khmer = any("\u1780" <= letter <= "\u17ff" for letter in name)
    maker = given.side == Side.PRODUCER
    organisation = Organisation.objects.create(
        **{"name_km" if khmer else "name_en": name},
        kind=Organisation.Kind.HOUSEHOLD if maker else Organisation.Kind.SHOP,
        province_id=forum.province_id, phone=phone_in(given.phone),
    )  # fmt: skip
    (Producer if maker else Buyer).objects.create(organisation=organisation)
    return organisation
