"""The rows behind a number: what was counted, one line each, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from forums.models import Commitment, Deal, Forum, Meeting, Outcome, Training, TrainingPlace
from insights.measures import WESTERN_TONLE_SAP
from ovop.kernel.amounts import shown_money
from ovop.kernel.countries import HOME, country_name
from producers.models import Producer, Product, VisitRequest


@dataclass(frozen=True)
class Rows:
    """`find` gives the rows of a year and province; `columns` are headings, `cells` a row's texts, `link` its page."""

    find: Callable[[int, str], QuerySet[Any]]
    columns: tuple[Any, ...]
    cells: Callable[[Any], tuple[str, ...]]
    link: Callable[[Any], str] = lambda row: ""


def _between(year: int, name: str) -> Q:
    return Q(**{f"{name}__gte": date(year, 1, 1), f"{name}__lt": date(year + 1, 1, 1)})


def _moments(year: int, name: str) -> Q:
    first, end = (timezone.make_aware(datetime.combine(date(y, 1, 1), time())) for y in (year, year + 1))  # fmt: skip
    return Q(**{f"{name}__gte": first, f"{name}__lt": end})


def _in(province: str, name: str) -> Q:
    return Q(**{name: province}) if province else Q()


def _public(year: int, province: str) -> QuerySet[Product]:
    """In force at the end of the year, or now."""
    end = timezone.make_aware(datetime.combine(date(year + 1, 1, 1), time()))
    rows = Product.objects.filter(
        _in(province, "province"), state="registered", registered_at__lt=end
    )
    return rows.select_related("producer__organisation", "province", "category").order_by("-registered_at")  # fmt: skip


def _sellers(year: int, province: str) -> QuerySet[Producer]:
    selling = Exists(_public(year, "").filter(producer=OuterRef("pk")).order_by())
    rows = Producer.objects.filter(selling, _in(province, "organisation__province"))
    return rows.select_related("organisation__province").order_by("organisation__name_km", "pk")


def _meetings(year: int, province: str) -> QuerySet[Meeting]:
    staff = Outcome.objects.filter(request=OuterRef("request"), side="staff")
    denied = Outcome.objects.filter(request=OuterRef("request"), result="not_held")
    took_place = ~Exists(denied.filter(side="staff")) & (Exists(staff) | ~Exists(denied))
    return (
        Meeting.objects.filter(
            took_place, _between(year, "timetable__forum__day"), _in(province, "timetable__forum__province"),
            Q(slot__ends_at__lte=timezone.now()) | ~Q(timetable__forum__state="running"),
            timetable__state="published", timetable__forum__state__in=["running", "finished", "archived"],
        )
        .with_parties()
        .order_by("-timetable__forum__day", "slot__position", "table__number")
    )  # fmt: skip


def _deals(year: int, province: str) -> QuerySet[Deal]:
    rows = Deal.objects.standing().filter(_between(year, "agreed_on"), _in(province, "producer__organisation__province"))  # fmt: skip
    return rows.with_parties()


def _local(year: int, province: str) -> QuerySet[Deal]:
    same = Q(buyer__organisation__province=F("producer__organisation__province"))
    west = Q(buyer__organisation__province__in=WESTERN_TONLE_SAP, producer__organisation__province__in=WESTERN_TONLE_SAP)  # fmt: skip
    return _deals(year, province).filter(same | west, country=HOME)


def _trained(year: int, province: str) -> QuerySet[TrainingPlace]:
    rows = TrainingPlace.objects.filter(_moments(year, "training__starts_at"), _in(province, "training__province"), state="attended")  # fmt: skip
    return rows.select_related("training__province", "organisation")


def _day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return date_format(day, "SHORT_DATE_FORMAT")


def _product(row: Product) -> tuple[str, ...]:
    return (row.name, row.producer.organisation.name, row.province.name, row.category.name, row.registration_number or "", _day(row.registered_at))  # fmt: skip


def _producer(row: Producer) -> tuple[str, ...]:
    organisation = row.organisation
    return (organisation.name, organisation.get_kind_display(), organisation.province.name, _day(row.created_at))  # fmt: skip


def _deal(row: Deal) -> tuple[str, ...]:
    return (
        _day(row.agreed_on), row.producer.organisation.name, row.buyer.organisation.name,
        row.product.name if row.product else "", shown_money(row.value), country_name(row.country), row.get_state_display(),
    )  # fmt: skip


PRODUCT = (_("Product"), _("Producer"), _("Province"), _("Category"), _("Number"), _("Registered"))
PRODUCER = (_("Producer"), _("Kind"), _("Province"), _("Enrolled"))
DEAL = (_("Agreed on"), _("Producer"), _("Buyer"), _("Product"), _("Worth"), _("Sold to"), _("Status"))  # fmt: skip


def _of_products(find: Callable[[int, str], QuerySet[Product]]) -> Rows:
    return Rows(find, PRODUCT, _product, lambda row: row.get_absolute_url())


def _of_producers(find: Callable[[int, str], QuerySet[Producer]]) -> Rows:
    return Rows(find, PRODUCER, _producer)


def _of_deals(find: Callable[[int, str], QuerySet[Deal]]) -> Rows:
    return Rows(find, DEAL, _deal, lambda row: row.get_absolute_url())


ROWS: dict[str, Rows] = {
    "products": _of_products(_public),
    "products_new": _of_products(
        lambda year, province: Product.objects.filter(_moments(year, "registered_at"), _in(province, "province"))
        .select_related("producer__organisation", "province", "category").order_by("-registered_at")
    ),
    "starred": _of_products(lambda year, province: _public(year, province).filter(stars__gte=3)),
    "export_ready": _of_products(lambda year, province: _public(year, province).filter(export_ready=True)),
    "producers": _of_producers(_sellers),
    "producers_new": _of_producers(
        lambda year, province: Producer.objects.filter(_moments(year, "created_at"), _in(province, "organisation__province"))
        .select_related("organisation__province").order_by("-created_at")
    ),
    "women": _of_producers(lambda year, province: _sellers(year, province).filter(women_led=True)),
    "cooperatives": _of_producers(
        lambda year, province: _sellers(year, province).filter(organisation__kind__in=["cooperative", "fishery"])
    ),
    "forums": Rows(
        lambda year, province: Forum.objects.filter(
            _between(year, "day"), _in(province, "province"), state__in=["running", "finished", "archived"]
        ).select_related("province"),
        (_("Day"), _("Forum"), _("Province"), _("Status")),
        lambda row: (_day(row.day), row.name, row.province.name, row.get_state_display()),
        lambda row: row.get_absolute_url(),
    ),
    "meetings": Rows(
        _meetings, (_("Day"), _("Time"), _("Producer"), _("Buyer"), _("Forum")),
        lambda row: (
            _day(row.timetable.forum.day), str(row.slot), row.producer.organisation.name,
            row.buyer.organisation.name, row.timetable.forum.name,
        ),
    ),
    "deals": _of_deals(_deals),
    "local": _of_deals(_local),
    "export_deals": _of_deals(lambda year, province: _deals(year, province).exclude(country=HOME)),
    "visits": Rows(
        lambda year, province: VisitRequest.objects.filter(
            _between(year, "day"), _in(province, "visit__producer__organisation__province"), state="accepted"
        ).select_related("visit__producer__organisation__province"),
        (_("Day"), _("Producer"), _("Visit"), _("People")),
        lambda row: (_day(row.day), row.visit.producer.organisation.name, row.visit.name, str(row.people)),
    ),
    "trainings": Rows(
        lambda year, province: Training.objects.filter(
            _moments(year, "starts_at"), _in(province, "province"), state="held"
        ).select_related("province"),
        (_("Day"), _("Training"), _("Topic"), _("Province")),
        lambda row: (_day(row.starts_at), row.name, row.get_topic_display(), row.province.name),
        lambda row: row.get_absolute_url(),
    ),
    "trained": Rows(
        _trained, (_("Day"), _("Name"), _("Organisation"), _("Training")),
        lambda row: (
            _day(row.training.starts_at), row.name, row.organisation.name if row.organisation else "", row.training.name,
        ),
    ),
    "pledges": Rows(
        lambda year, province: Commitment.objects.standing().filter(
            _between(year, "due_on"), _in(province, "forum__province")
        ).select_related("organisation", "forum"),
        (_("Until"), _("Who"), _("What"), _("Status")),
        lambda row: (_day(row.due_on), row.who, row.what, row.get_state_display()),
    ),
}  # fmt: skip
