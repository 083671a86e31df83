"""What time does to the catalogue: registrations end, stars lapse, certificates run out.

Run every day by Celery beat. Every step is found by its date in PostgreSQL and safe to repeat: a
notice has a key of its own, a state moves once.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notices.sending import tell_members
from ovop.kernel.states import StateConflict
from producers.models import Certificate, Product
from producers.models.certificates import REMIND_BEFORE
from producers.models.products import RENEWABLE_FROM
from producers.telling import tell_makers


def keep_deadlines(today: date) -> dict[str, int]:
    """Do what is due on `today`; return how many of each."""
    return {
        "expired": _expire(today),
        "renewal_reminders": _remind_to_renew(today),
        "stars_lapsed": _lapse_stars(today),
        "certificate_reminders": _remind_of_certificates(today),
    }


def _expire(today: date) -> int:
    # A renewal that was asked for in time waits for the staff, not for the clock.
    ended = Product.objects.public().filter(valid_until__lt=today, renewal_asked_at=None)
    done = 0
    for product in ended.select_related("producer__organisation"):
        try:
            with transaction.atomic():
                product.expire()
                tell_makers(product, "product_expired")
            done += 1
        except StateConflict:
            continue  # decided meanwhile
    return done


def _remind_to_renew(today: date) -> int:
    soon = Product.objects.public().filter(
        valid_until__range=(today, today + RENEWABLE_FROM), renewal_asked_at=None
    )
    found = list(soon.select_related("producer__organisation"))
    for product in found:
        tell_makers(
            product, "product_ends_soon", dedupe=f"renew:{product.pk}:{product.valid_until}",
            until=f"{product.valid_until:%d-%m-%Y}",
        )  # fmt: skip
    return len(found)


def _lapse_stars(today: date) -> int:
    lapsed = Product.objects.filter(stars__isnull=False, stars_until__lt=today)
    return lapsed.update(stars=None, stars_until=None)


def _remind_of_certificates(today: date) -> int:
    due = Certificate.objects.filter(
        Q(valid_until__range=(today, today + REMIND_BEFORE)), reminded_at=None
    ).select_related("producer__organisation")
    done = 0
    for certificate in due:
        with transaction.atomic():
            mine = Certificate.objects.filter(pk=certificate.pk, reminded_at=None)
            if not mine.update(reminded_at=timezone.now()):
                continue
            tell_members(
                certificate.producer.organisation, "certificate_ends",
                link=f"/producers/{certificate.producer_id}/certificates/",
                dedupe=f"certificate:{certificate.pk}:{certificate.valid_until}",
                certificate=str(certificate), until=f"{certificate.valid_until:%d-%m-%Y}",
            )  # fmt: skip
        done += 1
    return done
