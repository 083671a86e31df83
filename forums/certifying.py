"""Certificates of a training as a PDF, each with a code that anybody can check."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.template.defaultfilters import date as formatted_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Training, TrainingPlace
from forums.printing import FOLDER
from ovop.kernel.naming import language_code
from ovop.kernel.paper import compile_paper, qr_svg


def certificates_paper(training: Training, places: Iterable[TrainingPlace]) -> bytes:
    """A page (A4, landscape) for each of `places`, in the active language."""
    hours = ngettext("%(n)s hour", "%(n)s hours", training.hours) % {"n": training.hours}
    data = {
        "language": language_code(), "title": _("Certificate of attendance"),
        "took": _("took part in the training"), "training": training.name, "topic": training.get_topic_display(),
        "when": formatted_date(timezone.localtime(training.starts_at), "DATE_FORMAT"), "hours": hours,
        "where": ", ".join(filter(None, [training.place, training.province.name])), "trainer": training.trainer,
        "taught": _("Trainer"), "office": _("For the province"), "check": _("Check it at"),
        "people": [
            {
                "name": place.name, "of": place.organisation.name if place.organisation else "", "code": place.code,
                "qr": qr_svg(settings.SITE_URL + reverse("forums:check_certificate", args=[place.code])),
            }
            for place in places
        ],
        "address": settings.SITE_URL + "/c/",
    }  # fmt: skip
    return compile_paper(FOLDER / "certificate.typ", data)
