"""Bringing two sides together: asking, answering, and giving loose requests their forum."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from buyers.models import Buyer, Need
from forums.arranging import refuse_vetoed
from forums.booking import accept_and_book, free_slots
from forums.capacity import full_for
from forums.leaving import leave
from forums.models import Forum, MeetingRequest, Registration, Slot
from forums.models.sides import Side
from notices.sending import tell_members, tell_staff
from ovop.kernel.states import StateConflict
from ovop.kernel.tickets import Ticket
from producers.models import Producer, Product

ATTENDING = (Registration.State.PENDING, Registration.State.APPROVED, Registration.State.WAITLISTED)
AHEAD = (Forum.State.DRAFT, Forum.State.OPEN, Forum.State.CLOSED, Forum.State.TIMETABLED)


@transaction.atomic
def ask_to_meet(
    user: User, side: str, producer: Producer, buyer: Buyer, *,
    product: Product | None = None, need: Need | None = None, message: str = "", priority: int = 2,
) -> MeetingRequest:  # fmt: skip
    """`user` asks, on `side`, that producer and buyer meet; the other side is told. `priority`: 1 most wanted to 3.

    Raises ValidationError when the two have a live request already (also when both press at once:
    the database decides), or when the organisers do not let them meet.
    """
    forum = common_forum(producer.organisation, buyer.organisation)
    refuse_vetoed(forum, producer, buyer)
    try:
        with transaction.atomic():
            request = MeetingRequest.objects.create(
                forum=forum,
                producer=producer, buyer=buyer, product=product, need=need,
                asked_by_side=side, asked_by=user, message=message, priority=priority,
            )  # fmt: skip
    except IntegrityError:
        raise ValidationError(
            _("You two have a request already. Look under “Requests”."), code="already_asked"
        ) from None
    _ask("request_asked", request)
    return request


def remind_of_request(request: MeetingRequest, stage: str) -> None:
    """Tell the side that has not answered; of one stage only once."""
    _ask("request_reminder", request, dedupe=f"request-reminder:{request.pk}:{stage}")


@transaction.atomic
def withdraw_request(request: MeetingRequest, side: str) -> None:
    """`side` takes back what it asked, or what both agreed; the other side is told.

    Raises StateConflict when it is not that side's to take back, and ValidationError when a
    published timetable has the meeting already.
    """
    if request.forum:
        request.forum.lock()  # a timetable is published under the same lock
    published = request.meetings.filter(timetable__state="published")
    if (
        request.forum
        and request.forum.booking == Forum.Booking.BOOKED
        and not request.forum.has_begun
    ):
        published.delete()  # who books may also cancel; the slot is free again
    if published.exists():
        raise ValidationError(
            _("This meeting is in the timetable. Ask the organisers to cancel it.")
        )
    request.refresh_from_db(fields=["state"])
    if request.state == MeetingRequest.State.ASKED and request.asked_by_side != side:
        raise StateConflict(request, MeetingRequest.State.WITHDRAWN)
    request.withdraw()
    producer, buyer = request.producer.organisation, request.buyer.organisation
    to, by = (buyer, producer) if side == Side.PRODUCER else (producer, buyer)
    _tell(to, "request_withdrawn", request, by)


@transaction.atomic
def answer_request(
    request: MeetingRequest,
    accept: bool,
    answer: str = "",
    *,
    reason: str = "",
    slot: Slot | None = None,
) -> None:
    """Accept, or decline for `reason`, and tell the asking side. Raises StateConflict when it was answered.

    At a forum whose people book themselves accepting books `slot`, the first that is free if none is named
    (SlotTaken when it is not free any more).
    """
    if accept and request.forum and request.forum.booking == Forum.Booking.BOOKED:
        chosen = slot or next(iter(free_slots(request.forum, [request])[request.pk]), None)
        if chosen is None:
            request.accept(answer)
        else:
            accept_and_book(request, chosen, answer)
    elif accept:
        request.accept(answer)
    else:
        request.decline(answer, reason)
    kind = "request_accepted" if accept else "request_declined"
    _tell(request.asking.organisation, kind, request, request.answering.organisation)


def _ask(kind: str, request: MeetingRequest, dedupe: str = "") -> None:
    """Tell who has to answer, with a link that answers in case they do not come to the site."""
    _tell(
        request.answering.organisation, kind, request, request.asking.organisation, dedupe=dedupe,
        answer=lambda user: Ticket("m", request.pk, 0, user.pk),
    )  # fmt: skip


def _tell(
    to: Organisation, kind: str, request: MeetingRequest, by: Organisation, **more: Any
) -> None:
    tell_members(
        to, kind, link=reverse("forums:requests"), organisation=by.names,
        subject=list(request.subject_names), **more,
    )  # fmt: skip


def common_forum(first: Organisation, second: Organisation) -> Forum | None:
    """The next forum that both registered for, if any."""

    def attends(organisation: Organisation) -> Exists:
        return Exists(
            Registration.objects.filter(
                forum=OuterRef("pk"), organisation=organisation, state__in=ATTENDING
            )
        )

    return (
        Forum.objects.filter(
            attends(first), attends(second), state__in=AHEAD, last_day__gte=timezone.localdate()
        )
        .order_by("day", "pk")
        .first()
    )


def adopt_requests(forum: Forum) -> int:
    """Give the forum the loose live requests between two of its approved sides; return how many.

    A pair that has a live request in the forum already keeps that one.
    """
    approved = forum.coming().values("organisation")
    in_forum = MeetingRequest.objects.live().filter(
        forum=forum, producer=OuterRef("producer"), buyer=OuterRef("buyer")
    )
    return (
        MeetingRequest.objects.live()
        .filter(
            Q(producer__organisation__in=approved) & Q(buyer__organisation__in=approved),
            forum__isnull=True,
        )
        .exclude(Exists(in_forum))
        .update(forum=forum)
    )


@transaction.atomic
def register_organisation(registration: Registration) -> None:
    """Save a new registration, one changed or one made again, and tell the province's staff.

    Raises StateConflict when it was declined. A second tap at the same time changes nothing.
    """
    new = registration.pk is None
    if registration.state == Registration.State.DECLINED:
        raise StateConflict(registration, Registration.State.PENDING)
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError:
        return  # the first tap was quicker
    if registration.state == Registration.State.CANCELLED:
        registration.register_again()
        new = True
    if not new:
        return
    forum, organisation = registration.forum, registration.organisation
    tell_staff(
        forum.province_id, "registration_pending", link=reverse("forums:registrations", args=[forum.pk]),
        organisation=organisation.names, forum=forum.names,
    )  # fmt: skip


@transaction.atomic
def register_on_paper(registration: Registration, officer: User) -> str:
    """Staff write down who came with a paper or called, and approve at once; return what is full, or "".

    Raises StateConflict when it is approved already.
    """
    forum = registration.forum.lock()
    same = forum.registrations.filter(organisation=registration.organisation_id).first()
    new = same is None
    if registration.pk is None and same is not None:
        return ""  # the first tap was quicker
    registration.save()
    if not new and registration.state == Registration.State.CANCELLED:
        registration.register_again()
    return decide_registration(registration, officer, "approve")


@transaction.atomic
def decide_registration(
    registration: Registration, officer: User, decision: str, note: str = ""
) -> str:
    """Approve, waitlist or decline, and tell the organisation. Raises StateConflict.

    Without a free place an approval becomes a place on the waiting list, and what is full is returned; a place
    that a refusal frees goes to the first who waits.
    """
    # Under the forum's lock: of two sides approved at once the later one sees the earlier.
    forum = registration.forum.lock()
    full = full_for(forum, registration) if decision == "approve" else ""
    if full and registration.state == Registration.State.WAITLISTED:
        return full  # it waits on
    if full:
        decision = "waitlist"
    had_place = forum.coming().filter(pk=registration.pk).exists()
    getattr(registration, decision)(officer)
    _told(registration, decision, note)
    if decision == "approve":
        adopt_requests(forum)
    elif had_place:
        leave(forum, registration.organisation, by_itself=False)
    if decision == "decline":
        _move_up(forum, officer)
    return full


@transaction.atomic
def cancel_registration(registration: Registration) -> None:
    """The organisation does not come after all: its partners and the staff are told, the first who waits gets its place.

    Raises StateConflict.
    """
    forum = registration.forum.lock()
    had_place = forum.coming().filter(pk=registration.pk).exists()
    registration.cancel()
    if had_place:
        leave(forum, registration.organisation, by_itself=True)
    _move_up(forum, None)


def _move_up(forum: Forum, officer: User | None) -> None:
    waiting = forum.registrations.filter(state=Registration.State.WAITLISTED)
    for registration in waiting.select_related("organisation").order_by("created_at", "pk"):
        if full_for(forum, registration):
            continue  # its field or district may be full while another has room
        registration.approve(officer)
        _told(registration, "approve", "")
        adopt_requests(forum)


def _told(registration: Registration, decision: str, note: str) -> None:
    kinds = {
        "approve": "registration_approved", "decline": "registration_declined",
        "waitlist": "registration_waitlisted",
    }  # fmt: skip
    forum = registration.forum
    tell_members(
        registration.organisation, kinds[decision], link=forum.get_absolute_url(), forum=forum.names,
        note=note,
    )  # fmt: skip
