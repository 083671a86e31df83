"""What falls due: requests nobody answered, who asked nobody, what became of the meetings of a forum."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from forums.dealing import ask_what_became
from forums.models import (
    Commitment,
    FollowUp,
    Forum,
    MeetingRequest,
    Outcome,
    Registration,
    Training,
    TrainingPlace,
)
from forums.pairing import remind_of_request
from forums.settling import settled
from forums.telling import commitment_words, tell_place, training_words
from notices.sending import tell_members, tell_staff
from ovop.kernel.states import StateConflict

EVERY = 2  # days between two reminders to ask somebody
# Before the end, how long; named in the notice's key, so that each is sent once.
REMINDERS = {"half": timedelta(days=7), "last": timedelta(days=2)}


@shared_task
def remind_of_requests() -> int:
    """Remind whoever has not answered a week and two days before the end; return how many were due."""
    now, due = timezone.now(), 0
    waiting = MeetingRequest.objects.filter(state=MeetingRequest.State.ASKED, expires_at__gt=now)
    for request in waiting.filter(expires_at__lt=now + max(REMINDERS.values())).with_parties():
        stages = [name for name, before in REMINDERS.items() if request.expires_at - now < before]
        remind_of_request(request, stages[-1])
        due += 1
    return due


@shared_task
def remind_to_ask() -> int:
    """Remind who is approved and has neither asked nor been asked, every EVERY days; return how many."""
    day, due = timezone.localdate().toordinal() // EVERY, 0
    asked = MeetingRequest.objects.live().filter(forum=OuterRef("forum"))
    idle = Registration.objects.filter(
        ~Exists(asked.filter(producer__organisation=OuterRef("organisation")))
        & ~Exists(asked.filter(buyer__organisation=OuterRef("organisation"))),
        state=Registration.State.APPROVED, forum__day__gt=timezone.localdate(),
        forum__state__in=[Forum.State.OPEN, Forum.State.CLOSED],
    ).select_related("forum", "organisation")  # fmt: skip
    for row in idle.iterator():
        tell_members(
            row.organisation, "ask_somebody", link=row.forum.get_absolute_url(),
            dedupe=f"ask-somebody:{row.pk}:{day}", forum=row.forum.names,
        )  # fmt: skip
        due += 1
    return due


@shared_task
def expire_requests() -> int:
    """Expire what was not answered in time, freeing the place; return how many."""
    expired = 0
    late = MeetingRequest.objects.filter(
        state=MeetingRequest.State.ASKED, expires_at__lt=timezone.now()
    )
    for request in late.iterator():
        try:
            request.expire()
            expired += 1
        except StateConflict:  # answered this very moment: the answer stands
            continue
    return expired


TOO_LATE = timedelta(days=45)  # a question that late is none any more; the next one comes


@shared_task
def ask_what_became_of_meetings() -> int:
    """Two weeks, three months and a year after a forum ask both sides of what came to something; return how many."""
    today, asked = timezone.localdate(), 0
    for stage, after in FollowUp.AFTER.items():
        forums = Forum.objects.filter(
            state__in=[Forum.State.RUNNING, Forum.State.FINISHED, Forum.State.ARCHIVED],
            last_day__lte=today - after, last_day__gt=today - after - TOO_LATE,
        )  # fmt: skip
        requests = (
            MeetingRequest.objects.filter(forum__in=forums, outcomes__result__in=Outcome.OPEN)
            .exclude(follow_ups__stage=stage)
            .distinct()
            .with_parties()
            .prefetch_related("outcomes")
        )
        for request in requests:
            found = settled(request.outcomes.all()).outcome
            if found and found.result in Outcome.OPEN and request.forum:
                with transaction.atomic():
                    asked += ask_what_became(request, stage, request.forum.last_day + after)
    return asked


BEFORE_DUE = (30, 7, 0)  # days before a pledge is due
BEFORE_TRAINING = 2  # days


@shared_task
def remind_of_commitments() -> int:
    """A month and a week before a pledge is due, and on the day, ask how it stands; return how many were due."""
    today, due = timezone.localdate(), 0
    rows = Commitment.objects.going_on().filter(due_on__lte=today + timedelta(days=max(BEFORE_DUE)))
    for row in rows.select_related("forum", "organisation"):
        stage = min(
            (days for days in BEFORE_DUE if (row.due_on - today).days <= days), default=None
        )
        words = commitment_words(row)
        words["link"] = reverse("forums:report", args=[row.forum_id, row.pk])
        words["dedupe"] = f"commitment:{row.pk}:{row.due_on}:{stage}"
        tell_staff(row.forum.province_id, "commitment_due", **words)
        if row.organisation:
            tell_members(row.organisation, "commitment_due", **words)
        due += 1
    return due


@shared_task
def remind_of_trainings() -> int:
    """Two days before, tell who has a seat; return how many."""
    told, end = 0, timezone.now() + timedelta(days=BEFORE_TRAINING)
    places = TrainingPlace.objects.filter(
        state=TrainingPlace.State.SIGNED_UP, training__in=Training.objects.ahead().filter(starts_at__lt=end)
    )  # fmt: skip
    for place in places.select_related("training__province", "organisation", "officer"):
        words = training_words(place.training)
        tell_place(
            place, "training_soon", dedupe=f"training-soon:{place.pk}", who=place.name, **words
        )
        told += 1
    return told
