"""A small world whose figures are counted by hand; see `test_indicators`."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from djmoney.money import Money

from accounts.models import Organisation
from forums.dealing import record
from forums.models import Commitment, Deal, Forum, ForumFeedback, Training, TrainingPlace
from insights.models import LivelihoodAnswer
from places.models import ExchangeRate
from producers.models import Product
from tests.factories import begun, buyer, forum, producer, product, published_meeting


def at_noon(day: date) -> datetime:
    """Noon of the day, here."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def registered(maker, day: date, **fields) -> Product:
    """A product registered on `day`."""
    made = product(maker, state="registered", **fields)
    Product.objects.filter(pk=made.pk).update(registered_at=at_noon(day), **fields)
    return made


def kind(party, name: str):
    """The party's organisation becomes of that kind."""
    Organisation.objects.filter(pk=party.organisation_id).update(kind=name)


def world(year: int) -> dict[str, object]:
    """Everything happens in `year`, in Siem Reap (17) and Battambang (02); which is why both are in the west."""
    first, second, third = producer("17"), producer("17"), producer("02")
    type(first).objects.filter(pk=first.pk).update(women_led=True)
    kind(second, "cooperative")
    day = date(year, 2, 10)
    # Products: 3 in Siem Reap of which 1 export-ready and 1 with four stars; 1 in Battambang with two; 1 suspended.
    registered(first, day, stars=4)
    registered(first, date(year, 3, 1), export_ready=True)
    registered(second, day)
    registered(third, day, stars=2)
    suspended = registered(third, day)
    Product.objects.filter(pk=suspended.pk).update(state="suspended")

    ExchangeRate.objects.create(on=date(year, 1, 1), khr_per_usd=4000)
    near, west, far = buyer("17"), buyer("02"), buyer("17")
    at = forum(name_km="វេទិកា")
    meetings = [
        published_meeting(at, first, near, 1), published_meeting(at, second, west, 2),
        published_meeting(at, second, far, 3),
    ]  # fmt: skip
    begun(at)
    by = at.created_by
    record(
        meetings[0], by, "staff", "deal", value=Money(400_000, "KHR")
    )  # 100 USD, stays in the province
    record(meetings[1], by, "staff", "trial", value=Money(50, "USD"))  # from the west to the west
    record(meetings[2], by, "staff", "not_held")
    Forum.objects.filter(pk=at.pk).update(state="finished", day=day, last_day=day)
    Deal.objects.filter(forum=at).update(agreed_on=day)
    for row, rating in zip(at.registrations.order_by("pk"), (5, 2), strict=False):
        ForumFeedback.objects.create(registration=row, rating=rating)
    # An export of 250 USD from Battambang, agreed without a forum; and one that was broken.
    Deal.objects.create(producer=third, buyer=near, source="enquiry", value=Money(250, "USD"), country="JP", agreed_on=day)  # fmt: skip
    broken = Deal.objects.create(producer=third, buyer=west, source="enquiry", value=Money(999, "USD"), agreed_on=day)  # fmt: skip
    Deal.objects.filter(pk=broken.pk).update(state="broken")

    for due, state in ((day, "kept"), (day, "not_kept"), (day, "withdrawn"), (day, "pledged")):
        pledge = Commitment.objects.create(forum=at, who_en="X", what_en="Y", due_on=due, made_by=by)  # fmt: skip
        Commitment.objects.filter(pk=pledge.pk).update(state=state)
    held = Training.objects.create(
        name_en="T", topic="price", province_id="17", starts_at=at_noon(day), state="held", created_by=by
    )  # fmt: skip
    for state in ("attended", "attended", "missed"):
        TrainingPlace.objects.create(training=held, organisation=first.organisation, name=state, state=state, signed_up_by=by)  # fmt: skip
    answers = (
        (first, 100_000, 150_000, 2, 3, "some"), (second, 300_000, 450_000, 4, 5, "none"),
        (third, None, 80_000, 1, 2, "left"),
    )  # fmt: skip
    for maker, before, now, jobs_before, jobs_now, leaving in answers:
        LivelihoodAnswer.objects.create(
            producer=maker, year=year, consent=True, income_before=before, income_now=now, jobs_before=jobs_before,
            jobs_now=jobs_now, migration=leaving,
        )  # fmt: skip
    LivelihoodAnswer.objects.create(producer=producer("17"), year=year, consent=False)
    type(first).objects.update(created_at=at_noon(day))
    return {"forum": at, "producers": (first, second, third), "buyers": (near, west), "day": day}


def visit(maker, day: date, people: int, state: str):
    """A visit of so many people asked for on `day`."""
    from producers.models import Visit, VisitRequest

    place = Visit.objects.filter(producer=maker).first() or Visit.objects.create(producer=maker, kind=Visit.Kind.values[0], name_en="Tour", days=[0], most_people=20)  # fmt: skip
    return VisitRequest.objects.create(
        visit=place, name="Guest", phone="+85512000111", day=day, people=people, state=state
    )
