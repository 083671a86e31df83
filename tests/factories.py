"""Small valid rows for tests. Places are a tiny gazetteer of two provinces."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Membership, Organisation, Role, User
from buyers.models import Buyer, Need
from forums.models import (
    Forum,
    Layout,
    Meeting,
    MeetingRequest,
    Registration,
    Session,
    TimetableVersion,
)
from forums.models.sides import Side
from places.models import Commune, District, Province, Village
from producers.models import Category, Producer, Product


def tiny_gazetteer() -> None:
    """Siem Reap (17) and Battambang (02), each with one district, commune and village."""
    for code, km, en, latitude, longitude in (
        ("17", "សៀមរាប", "Siemreap", 13.36, 103.86),
        ("02", "បាត់ដំបង", "Battambang", 13.10, 103.20),
    ):
        province, _ = Province.objects.get_or_create(
            code=code,
            defaults={
                "name_km": km, "name_en": en, "region": "tonle_sap_west", "latitude": latitude,
                "longitude": longitude, "tile_row": 1, "tile_column": int(code) % 5,
            },
        )  # fmt: skip
        district, _ = District.objects.get_or_create(
            code=f"{code}10",
            defaults={"province": province, "name_km": km, "name_en": f"{en} town"},
        )
        commune, _ = Commune.objects.get_or_create(
            code=f"{code}1007",
            defaults={
                "province": province,
                "district": district,
                "name_km": "ចុងឃ្នៀស",
                "name_en": f"Commune {code}",
            },
        )
        Village.objects.get_or_create(
            key=f"{code}100701",
            defaults={
                "code": f"{code}100701", "province": province, "district": district, "commune": commune,
                "name_km": "ភូមិមួយ", "name_en": f"Phum Muoy {code}",
            },
        )  # fmt: skip


def category(code: str = "prahok", parent: str = "fishery") -> Category:
    """A kind within a field, both made if missing."""
    field, _ = Category.objects.get_or_create(code=parent, defaults={"name_en": parent.title()})
    kind, _ = Category.objects.get_or_create(
        code=code, defaults={"name_en": code.title(), "parent": field}
    )
    return kind


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    phone = factory.Sequence(lambda n: f"+85512{500000 + n}")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    phone_verified = True
    role = Role.PRODUCER


def staff(province: str = "17") -> User:
    """Provincial staff of a province."""
    tiny_gazetteer()
    return UserFactory(role=Role.STAFF, province_id=province)


def organisation(kind: str, province: str = "17", **names: str) -> Organisation:
    tiny_gazetteer()
    village = Village.objects.get(pk=f"{province}100701")
    return Organisation.objects.create(
        name_en=names.get("name_en", f"{kind} of {province}"), name_km=names.get("name_km", ""), kind=kind, province_id=province,
        district=village.district, commune=village.commune, village=village, phone="+85512999888",
    )  # fmt: skip


def producer(province: str = "17", user: User | None = None, **names: str) -> Producer:
    """A producer with one member."""
    made = Producer.objects.create(organisation=organisation("household", province, **names))
    Membership.objects.create(user=user or UserFactory(), organisation=made.organisation)
    return made


def buyer(province: str = "17", user: User | None = None, **names: str) -> Buyer:
    """A buyer with one member."""
    made = Buyer.objects.create(organisation=organisation("hotel", province, **names))
    Membership.objects.create(
        user=user or UserFactory(role=Role.BUYER), organisation=made.organisation
    )
    return made


def product(maker: Producer | None = None, **fields: object) -> Product:
    """A registered product unless `state` says otherwise."""
    maker = maker or producer()
    state = fields.pop("state", Product.State.REGISTERED)
    number = f"T-{Product.objects.count() + 1:05d}" if state == Product.State.REGISTERED else None
    values: dict[str, object] = {
        "name_km": "ប្រហុកត្រីកំភ្លាញ", "name_en": "Prahok of gourami", "category": category(),
        "village": maker.organisation.village, "unit": "kg", "price": Money(12000, "KHR"),
        "monthly_supply": [Decimal(300)] * 12,
    } | fields  # fmt: skip
    return Product.objects.create(producer=maker, state=state, registration_number=number, **values)


def need(wanting: Buyer | None = None, **fields: object) -> Need:
    """An open need for 200 kg of prahok a month."""
    wanting = wanting or buyer()
    values: dict[str, object] = {
        "name_km": "ប្រហុក", "name_en": "prahok", "category": category(), "quantity": Decimal(200),
        "unit": "kg", "province_id": wanting.organisation.province_id, "state": Need.State.OPEN,
    } | fields  # fmt: skip
    return Need.objects.create(buyer=wanting, **values)


def forum(organiser: User | None = None, *, tables: int = 2, **fields: object) -> Forum:
    """An open forum of Siem Reap with six slots of 20 minutes."""
    from datetime import date, time

    made = Forum.objects.create(
        name_en="Forum",
        province_id="17",
        day=date(2099, 2, 20),
        created_by=organiser or staff(),
        **fields,
    )
    made.lay_out(Layout((Session(time(8), time(9)), Session(time(14), time(15))), 20), tables)
    made.open_registration()
    return made


def approved(at: Forum, *parties: Producer | Buyer) -> None:
    """Give each party an approved registration."""
    for party in parties:
        Registration.objects.create(
            forum=at, organisation=party.organisation, state=Registration.State.APPROVED,
            side=Side.PRODUCER if isinstance(party, Producer) else Side.BUYER, registered_by=at.created_by,
        )  # fmt: skip


def begun(at: Forum) -> Forum:
    """The forum runs, and its first slot began an hour ago."""
    shift = timezone.now() - timedelta(hours=1) - at.slots.get(position=1).starts_at
    for slot in at.slots.all():  # earlier than any: no two ever begin at once
        at.slots.filter(pk=slot.pk).update(
            starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift
        )
    Forum.objects.filter(pk=at.pk).update(
        state="running", day=timezone.localdate(), last_day=timezone.localdate()
    )
    at.refresh_from_db()
    return at


def published_meeting(
    at: Forum, maker: Producer, wanting: Buyer, position: int = 1, **fields: object
) -> Meeting:
    """The two meet in slot `position` of a published timetable; they come."""
    approved(at, *(p for p in (maker, wanting) if not at.registrations.filter(organisation=p.organisation)))  # fmt: skip
    version = at.timetables.filter(state="published").first()
    version = version or TimetableVersion.objects.create(
        forum=at, number=1, state="published", created_by=at.created_by
    )
    table = at.tables.exclude(meetings__slot__position=position).first()
    return Meeting.objects.create(
        timetable=version, request=agreed_request(at, maker, wanting, **fields), table=table,
        slot=at.slots.get(position=position), producer=maker, buyer=wanting,
    )  # fmt: skip


def agreed_request(
    at: Forum | None, first: Producer, second: Buyer, **fields: object
) -> MeetingRequest:
    """An accepted request to meet."""
    return MeetingRequest.objects.create(
        forum=at, producer=first, buyer=second, asked_by_side=Side.BUYER,
        asked_by=second.organisation.members.first(), state=MeetingRequest.State.ACCEPTED, **fields,
    )  # fmt: skip
