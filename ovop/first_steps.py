"""What somebody new does first: a list on their start page whose points are ticked off by doing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Role, User
from buyers.models import Buyer, Need
from forums.models import MeetingRequest
from matching.models import Enquiry
from notices.models import Preference
from producers.models import ImportBatch, Producer, Product, ProductPhoto

SHOWN_FOR = timedelta(
    days=60
)  # after somebody joined; who does without by then is not reminded for ever


@dataclass(frozen=True)
class Step:
    """One point: what to do, where, and whether it is done."""

    text: str
    link: str
    done: bool


def first_steps(user: User) -> list[Step]:
    """The points of `user`'s role, in order; none once all are done or after SHOWN_FOR. One query."""
    points = _POINTS.get(Role(user.role), ())
    if not points or timezone.now() - user.date_joined > SHOWN_FOR:
        return []
    asked = {f"point_{number}": Exists(rows()) for number, (_t, _r, rows) in enumerate(points)}
    found = User.objects.filter(pk=user.pk).annotate(**asked).values_list(*asked).get()
    steps = [
        Step(_(text), reverse(route), done)
        for (text, route, _rows), done in zip(points, found, strict=True)
    ]
    return [] if all(step.done for step in steps) else steps


def _mine(path: str) -> Q:
    """Rows of an organisation the person belongs to; `path` leads from the row to the organisation."""
    return Q(**{f"{path}__members": OuterRef("pk")})


_TOLD = (
    gettext_noop("Choose how you are told"), "notices:preferences", lambda: Preference.objects.filter(user=OuterRef("pk")),
)  # fmt: skip
# Text, where to do it, and the rows that say it was done.
_POINTS: dict[Role, tuple[tuple[str, str, Any], ...]] = {
    Role.PRODUCER: (
        (gettext_noop("Say who you are, and your village"), "producers:profile", lambda: Producer.objects.filter(_mine("organisation"))),
        (gettext_noop("List your first product"), "producers:create", lambda: Product.objects.filter(_mine("producer__organisation"))),
        (gettext_noop("Give it a photo"), "producers:mine", lambda: ProductPhoto.objects.filter(_mine("product__producer__organisation"))),
        _TOLD,
    ),
    Role.BUYER: (
        (gettext_noop("Say who you are, and where"), "buyers:profile", lambda: Buyer.objects.filter(_mine("organisation"))),
        (gettext_noop("Post what you need"), "buyers:create", lambda: Need.objects.filter(_mine("buyer__organisation"))),
        (gettext_noop("Ask a producer for a price"), "producers:catalogue", lambda: Enquiry.objects.filter(_mine("buyer__organisation"))),
        (gettext_noop("Ask a producer for a meeting"), "forums:requests", lambda: MeetingRequest.objects.filter(_mine("buyer__organisation"))),
        _TOLD,
    ),
    Role.OFFICER: (
        (gettext_noop("Enrol a producer"), "producers:enrol", lambda: Producer.objects.filter(enrolled_by=OuterRef("pk"))),
        (gettext_noop("Enrol many from a sheet: there is a template with examples"), "producers:imports", lambda: ImportBatch.objects.filter(uploaded_by=OuterRef("pk"))),
        _TOLD,
    ),
}  # fmt: skip
