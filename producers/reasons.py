"""Why to buy this product: facts of it, worth saying first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from producers.models import Certificate, Product

MOST = 5


def reasons_to_buy(product: Product, certificates: Sequence[Certificate]) -> list[tuple[str, str]]:
    """(icon, sentence) pairs, the strongest first, at most MOST. No query."""
    found: list[tuple[str, str]] = []
    if product.stars and product.stars >= 3:
        found.append(
            ("star-fill", _("Judged at %(stars)s stars by the province") % {"stars": product.stars})
        )
    held = [each for each in certificates if each.counts]
    if held:
        names = ", ".join(dict.fromkeys(each.get_kind_display() for each in held))
        found.append(("award", _("Certified: %(names)s") % {"names": names}))
    if product.export_ready:
        found.append(("globe2", _("Ready for export")))
    found += _of_season(product)
    if product.producer.women_led:
        found.append(("gender-female", _("Made by a group that women lead")))
    if product.producer.members_count >= 5:
        found.append(
            ("people", _("Gives work to %(count)s people of the village") % {"count": product.producer.members_count})
        )  # fmt: skip
    if product.lead_time_days <= 3:
        found.append(("clock", _("Ready within three days")))
    return found[:MOST]


def _of_season(product: Product) -> list[tuple[str, str]]:
    months = product.months_available
    if len(months) == 12:
        return [("calendar-check", _("There all year round"))]
    if timezone.localdate().month in months:
        return [("calendar-check", _("In season now"))]
    return []
