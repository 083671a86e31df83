"""Who had a place at a forum does not come: those they were to meet are told, and what they booked is free again."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from forums.models import Forum, Meeting, MeetingRequest
from notices.sending import tell_members, tell_staff


def leave(forum: Forum, organisation: Organisation, *, by_itself: bool) -> None:
    """After the place of `organisation` is given up: tell its partners, and the staff if it left by itself.

    Within the transaction that holds the forum's lock.
    """
    ours = Q(producer__organisation=organisation) | Q(buyer__organisation=organisation)
    agreed = MeetingRequest.objects.filter(ours, forum=forum, state=MeetingRequest.State.ACCEPTED)
    requests = list(agreed.with_parties())
    if forum.booking == Forum.Booking.BOOKED:
        _free(forum, requests)
    for request in requests:
        sides = (request.producer.organisation, request.buyer.organisation)
        other = sides[0] if sides[1].pk == organisation.pk else sides[1]
        tell_members(
            other, "partner_away", link=reverse("forums:requests"), organisation=organisation.names,
            subject=list(request.subject_names), forum=forum.names,
        )  # fmt: skip
    if by_itself:
        tell_staff(
            forum.province_id, "registration_cancelled", link=reverse("forums:registrations", args=[forum.pk]),
            organisation=organisation.names, forum=forum.names, count=len(requests),
        )  # fmt: skip


def _free(forum: Forum, requests: list[MeetingRequest]) -> None:
    """Who books may cancel: the other side's time and the table are free for somebody else."""
    Meeting.objects.filter(
        request__in=requests, timetable__forum=forum, timetable__state="published",
        slot__starts_at__gt=timezone.now(),
    ).delete()  # fmt: skip
    for request in requests:
        if not request.meetings.filter(timetable__state="published").exists():
            request.withdraw()
