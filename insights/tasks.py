"""The figures kept fresh."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from insights.counting import recount, refresh
from insights.models import LivelihoodAnswer
from insights.reading import history_read, year_read, years_counted
from notices.sending import tell_members
from producers.models import Producer

ASKED_FROM = 11  # the month from which a year's question is asked
SOLD_FOR = timedelta(days=182)


@shared_task
def refresh_figures() -> int:
    """Count again what has changed; return how many months. The next reader of the dashboard finds it added up."""
    counted = refresh()
    year_read(timezone.localdate().year)
    history_read()
    years_counted()
    return counted


@shared_task
def recount_figures() -> int:
    """Count everything anew, as a check on the counting of what changes; return how many buckets there are."""
    return recount()


@shared_task
def ask_about_livelihoods() -> int:
    """Once a year ask each producer who has sold for half a year and has not answered; return how many are asked."""
    today, asked = timezone.localdate(), 0
    if today.month < ASKED_FROM:
        return 0
    since = timezone.now() - SOLD_FOR
    answered = LivelihoodAnswer.objects.filter(year=today.year).values("producer")
    rows = Producer.objects.filter(products__state="registered", products__registered_at__lt=since)
    for producer in (
        rows.exclude(pk__in=answered).distinct().select_related("organisation").iterator()
    ):
        tell_members(
            producer.organisation, "livelihood_asked", link=reverse("insights:my_livelihood"),
            dedupe=f"livelihood:{producer.pk}:{today.year}", year=str(today.year),
        )  # fmt: skip
        asked += 1
    return asked
