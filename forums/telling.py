"""What notices about trainings and pledges say, in both languages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from forums.models import Commitment, Training, TrainingPlace
from notices.sending import tell, tell_members
from ovop.kernel.naming import in_both_languages


def training_words(training: Training) -> dict[str, Any]:
    """Its name, day and place, each [Khmer, English]."""
    begins = timezone.localtime(training.starts_at)
    return {
        "training": training.names,
        "day": in_both_languages(lambda: date_format(begins, "DATETIME_FORMAT")),
        "place": in_both_languages(lambda: ", ".join(filter(None, [training.place, training.province.name]))),
    }  # fmt: skip


def tell_place(place: TrainingPlace, kind: str, /, **words: Any) -> None:
    """Tell the organisation whose seat it is, or the officer, with a link to the training."""
    link = place.training.get_absolute_url()
    if place.organisation:
        tell_members(place.organisation, kind, link=link, **words)
    elif place.officer:
        tell([place.officer], kind, link=link, **words)


def commitment_words(row: Commitment) -> dict[str, Any]:
    """Who pledged what at which forum until when, each [Khmer, English]."""
    return {
        "forum": row.forum.names, "what": row.names, "who": in_both_languages(lambda: row.who),
        "due": in_both_languages(lambda: date_format(row.due_on, "DATE_FORMAT")),
    }  # fmt: skip
