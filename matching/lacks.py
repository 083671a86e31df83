"""What producers of a province lack, read from their listings and from why others said no: topics for trainings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.scope import in_charge_of
from forums.models import MeetingRequest, Outcome, Topic, Training
from forums.telling import training_words
from matching.models import Enquiry
from notices.models import Notice
from notices.sending import tell_members
from ovop.kernel.declining import DeclineReason
from producers.models import Producer, Product, ProductPhoto

FEW_MONTHS = 3
# Which training answers a reason for saying no.
OF_REASON = {
    DeclineReason.PRICE: Topic.PRICE, DeclineReason.QUALITY: Topic.PACKAGING,
    DeclineReason.CERTIFICATES: Topic.CERTIFICATES, DeclineReason.SEASON: Topic.SUPPLY,
    DeclineReason.QUANTITY: Topic.SUPPLY,
}  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """So many producers lack what `topic` teaches: by their listings, and because buyers said so."""

    topic: str
    label: str
    listings: int
    refused: int
    producers: frozenset[int]


def lacks_of(user: User) -> list[Lack]:
    """The topics most producers in the user's charge would gain from, the most first. Six queries."""
    producers = Producer.objects.filter(in_charge_of(user, "organisation__"))
    by_listing = {topic: _keys(rows) for topic, rows in _of_listings(producers)}
    by_refusal = _of_refusals(producers)
    found = []
    for topic in Topic:
        listings, refused = by_listing.get(topic, set()), by_refusal.get(topic, set())
        if everybody := listings | refused:
            found.append(Lack(topic, str(topic.label), len(listings), len(refused), frozenset(everybody)))  # fmt: skip
    return sorted(found, key=lambda lack: -len(lack.producers))


def _keys(rows: QuerySet[Product]) -> set[int]:
    return set(rows.order_by().values_list("producer", flat=True).distinct())


def _of_listings(producers: QuerySet[Producer]) -> Iterable[tuple[str, QuerySet[Product]]]:
    rows = Product.objects.filter(producer__in=producers).exclude(state=Product.State.SUSPENDED)
    yield Topic.PACKAGING, rows.filter(packaging_kind="")
    pictures = ProductPhoto.objects.filter(product=OuterRef("pk"))
    bare = ~Exists(pictures) | Q(description_km="", description_en="")
    yield Topic.LISTING, rows.filter(bare)
    months = Func(
        Func(F("monthly_supply"), Value(0), function="array_remove"),
        function="cardinality", output_field=IntegerField(),
    )  # fmt: skip
    yield Topic.SUPPLY, rows.annotate(months=months).filter(months__lt=FEW_MONTHS)


def _of_refusals(producers: QuerySet[Producer]) -> dict[str, set[int]]:
    """Producers by the topic of the reasons for which buyers said no: to a meeting, after one, in an enquiry."""
    asked = Q(asked_by_side="producer", producer__in=producers)  # so the buyer declined
    said = [
        MeetingRequest.objects.filter(asked, state="declined").values_list("producer", "decline_reason"),
        Enquiry.objects.filter(asked, state="declined").values_list("producer", "decline_reason"),
        Outcome.objects.filter(request__producer__in=producers, result="none")
        .exclude(side="producer").values_list("request__producer", "reason"),
    ]  # fmt: skip
    found: dict[str, set[int]] = {}
    for rows in said:
        for producer, reason in rows:
            topic = OF_REASON.get(DeclineReason(reason)) if reason else None
            if topic:
                found.setdefault(topic, set()).add(producer)
    return found


def invite_who_lacks(training: Training, user: User) -> int:
    """Tell the producers who lack what the training teaches about it, once; return how many of those somebody acts for."""
    if training.audience == Training.Audience.OFFICERS:
        return 0
    lack = next((lack for lack in lacks_of(user) if lack.topic == training.topic), None)
    seated = training.places.exclude(state="cancelled").values("organisation")
    rows = Organisation.objects.filter(
        producer__in=lack.producers if lack else [],
        province=training.province,
        members__isnull=False,
    ).exclude(pk__in=seated)
    link = training.get_absolute_url()
    told = Notice.objects.filter(kind="training_invitation", link=link, recipient__isnull=False)
    fresh = list(rows.exclude(members__in=told.values("recipient")).distinct())
    words = training_words(training)
    for organisation in fresh:
        tell_members(
            organisation, "training_invitation", link=link,
            dedupe=f"training-invitation:{training.pk}:{organisation.pk}", **words,
        )  # fmt: skip
    return len(fresh)


def why(lack: Lack) -> str:
    """Where the number comes from, in a sentence."""
    parts = []
    if lack.listings:
        parts.append(_("%(n)s by their listings") % {"n": lack.listings})
    if lack.refused:
        parts.append(_("%(n)s because buyers said so") % {"n": lack.refused})
    return ", ".join(parts)
