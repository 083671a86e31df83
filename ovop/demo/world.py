"""Making the demo's rows: producers, products, buyers and needs, the same ones every time."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from operator import attrgetter

from django.utils import timezone
from djmoney.money import Money

from accounts.models import Organisation
from buyers.models import Buyer, Need
from ovop.demo.kinds import ALL_YEAR, KINDS, Kind
from places.models import District, ExchangeRate, Province, Village
from producers.models import Category, Certificate, Producer, Product, RegistrationCounter

SIEM_REAP = "17"
STORY_COMMUNE = "171007"  # Chong Khnies, on the lake
PRAHOK = KINDS[0]
SIEM_REAP_PRODUCTS, OTHER_PRODUCTS = 42, 558
PRODUCTS_PER_PRODUCER = 3
NAMESPACE = uuid.UUID("5a1d3c52-6f0e-4a3b-9d4e-2f1f6f0c1700")

PRODUCER_KINDS = {
    Organisation.Kind.COOPERATIVE: ("សហគមន៍កសិកម្ម {km} (សាកល្បង)", "{en} Cooperative (demo)"),
    Organisation.Kind.HOUSEHOLD: ("គ្រួសារ {km} (សាកល្បង)", "{en} Family (demo)"),
    Organisation.Kind.SME: ("សិប្បកម្ម {km} (សាកល្បង)", "{en} Handmade (demo)"),
    Organisation.Kind.FISHERY: ("សហគមន៍នេសាទ {km} (សាកល្បង)", "{en} Community Fishery (demo)"),
}
BUYER_WORDS = (
    ("បឹងឈូក", "Lotus Lake"), ("ត្នោតមាស", "Golden Palm"), ("ព្រះអាទិត្យរះ", "Sunrise"), ("ទន្លេខៀវ", "Blue River"),
    ("ផ្ការំដួល", "Romduol"), ("ភ្នំស្ងាត់", "Quiet Hill"), ("ផ្លូវចាស់", "Old Road"), ("ដូងបី", "Three Coconuts"),
    ("ស្រះទឹក", "Clear Pond"), ("ខ្យល់ត្រជាក់", "Cool Wind"), ("ផ្ទះឈើ", "Wooden House"), ("មេឃខៀវ", "Blue Sky"),
)  # fmt: skip
BUYER_KINDS = {
    Organisation.Kind.HOTEL: ("សណ្ឋាគារ {km} (សាកល្បង)", "{en} Hotel (demo)"),
    Organisation.Kind.RESTAURANT: ("ភោជនីយដ្ឋាន {km} (សាកល្បង)", "{en} Restaurant (demo)"),
    Organisation.Kind.SHOP: ("ហាង {km} (សាកល្បង)", "{en} Shop (demo)"),
    Organisation.Kind.EXPORTER: ("ក្រុមហ៊ុននាំចេញ {km} (សាកល្បង)", "{en} Exports (demo)"),
    Organisation.Kind.PROCESSOR: ("រោងចក្រ {km} (សាកល្បង)", "{en} Foods (demo)"),
}
# Siem Reap town first: a third of the buyers is there, the story's hotel among them.
BUYER_DISTRICTS = ("1710", "1201", "1202", "0203", "0707", "1801")
CERTIFICATES = ("ovop", "ovop", "ovop", "gi", "organic", "haccp", "fda", "halal")


class World:
    """Draws everything from one seeded source, province by province."""

    def __init__(self, scale: int = 1) -> None:
        self.random = random.Random(2026)  # noqa: S311 - the same world every time
        self.registered = Counter[tuple[str, int]]()  # by province and year
        self.scale = scale
        self.rate = ExchangeRate.khr_per_usd_on(timezone.localdate())
        self.categories = Category.objects.select_related("parent").in_bulk()
        self.provinces = list(Province.objects.order_by("code"))
        self.villages: dict[str, list[Village]] = {}
        for village in Village.objects.select_related("province").order_by("key"):
            self.villages.setdefault(village.province_id, []).append(village)

    def quota(self) -> dict[str, int]:
        """How many products each province gets; Siem Reap 42 of 600, times the scale."""
        others = [p.code for p in self.provinces if p.code != SIEM_REAP]
        each, rest = divmod(OTHER_PRODUCTS, len(others))
        counts = {code: each + (place < rest) for place, code in enumerate(others)}
        counts[SIEM_REAP] = SIEM_REAP_PRODUCTS
        return {code: count * self.scale for code, count in sorted(counts.items())}

    # --- producers -------------------------------------------------------------------------------

    def producers(self) -> list[Producer]:
        """Organisations with their producer, not saved; one per PRODUCTS_PER_PRODUCER products."""
        return [
            self._producer(code, number)
            for code, count in self.quota().items()
            for number in range(-(-count // PRODUCTS_PER_PRODUCER))
        ]

    def _producer(self, province: str, number: int) -> Producer:
        villages = self.villages[province]
        village = villages[(number * 37 + 11) % len(villages)]
        kind = self.random.choice(
            list(PRODUCER_KINDS)[: 4 if province in ("17", "02", "04", "06", "15") else 3]
        )
        if province == SIEM_REAP and number == 0:  # she whose story the demo tells
            village = next(v for v in villages if v.commune_id == STORY_COMMUNE)
            kind = Organisation.Kind.FISHERY
        km, en = PRODUCER_KINDS[kind]
        organisation = Organisation(
            name_km=km.format(km=village.name_km), name_en=en.format(en=village.name_en), kind=kind,
            province_id=province, district_id=village.district_id, commune_id=village.commune_id,
            village=village, demo=True,
        )  # fmt: skip
        return Producer(
            organisation=organisation,
            women_led=self.random.random() < 0.46,
            members_count=self.random.choice([2, 4, 6, 12, 25, 40, 80]),
            story_km="ផលិតករសាកល្បង សម្រាប់បង្ហាញប្រព័ន្ធ។",
            story_en="An invented producer that shows how the platform works.",
        )

    # --- products --------------------------------------------------------------------------------

    def products(self, producers: list[Producer], when: datetime) -> list[Product]:
        """Registered products for saved producers, in the quota of each province; not saved."""
        by_province: dict[str, list[Producer]] = {}
        for producer in producers:
            by_province.setdefault(producer.organisation.province_id, []).append(producer)
        made: list[Product] = []
        for code, count in self.quota().items():
            own = []
            kinds = self._kinds_of(code)
            makers = cycle(by_province[code])
            for number, (kind, variant) in enumerate(islice(cycle(kinds), count), 1):
                product = self.product(next(makers), kind, variant)
                product.state = Product.State.REGISTERED
                product.registered_at = when - timedelta(days=self.random.randint(30, 1500))
                product.submitted_at = product.registered_at - timedelta(days=6)
                # Some end within the quarter, so that renewing can be seen.
                product.valid_until = (when + timedelta(days=self.random.randint(40, 1090))).date()
                product.client_id = uuid.uuid5(NAMESPACE, f"{code}-{number:04d}")
                own.append(product)
            self._number(code, own)
            made += own
        return made

    def _number(self, code: str, products: list[Product]) -> None:
        """Registration numbers in the order in which they were registered, from 1 in each year."""
        for product in sorted(products, key=attrgetter("registered_at")):
            year = timezone.localtime(product.registered_at).year
            self.registered[code, year] += 1
            product.registration_number = f"KH-OVOP-{code}-{year}-{self.registered[code, year]:04d}"

    def counters(self) -> list[RegistrationCounter]:
        """Where the next registrations go on; not saved."""
        return [
            RegistrationCounter(province_id=code, year=year, last=last)
            for (code, year), last in self.registered.items()
        ]

    def _kinds_of(self, province: str) -> list[tuple[Kind, tuple[str, str]]]:
        """What the province is known for, several times over, then what is made everywhere."""
        own = [
            (kind, variant) for kind in KINDS if province in kind.home for variant in kind.variants
        ]
        general = [
            (k, v) for k in KINDS if len(k.home) >= 6 and province not in k.home for v in k.variants
        ]
        self.random.shuffle(own)
        self.random.shuffle(general)
        if province == SIEM_REAP:  # the first producer's first product
            own.remove((PRAHOK, PRAHOK.variants[0]))
            own.insert(0, (PRAHOK, PRAHOK.variants[0]))
        return own + general[: max(0, 24 - len(own))]

    def product(self, producer: Producer, kind: Kind, variant: tuple[str, str]) -> Product:
        """One product of `producer`, not saved, its derived columns filled."""
        draw = self.random
        village = producer.organisation.village
        assert village is not None
        low, high = kind.price
        riel = round(draw.uniform(low, high) / 100) * 100
        amount = round(draw.uniform(*kind.supply) / 5) * 5 or 5
        supply = [
            Decimal(round(amount * draw.uniform(0.7, 1.0))) if month in kind.months else Decimal(0)
            for month in ALL_YEAR
        ]
        dollars = draw.random() < 0.08
        name_km, name_en = kind.names(variant)
        product = Product(
            producer=producer,
            category=self.categories[kind.category],
            village=village,
            name_km=name_km,
            name_en=name_en,
            description_km=kind.about_km,
            description_en=kind.about_en,
            unit=kind.unit,
            price=Money(Decimal(riel) / 4000, "USD") if dollars else Money(riel, "KHR"),
            minimum_order=Decimal(max(1, amount // 20)),
            monthly_supply=supply,
            lead_time_days=draw.choice([2, 3, 5, 7, 10, 14]),
            packaging_kind=draw.choice(["", "bag", "vacuum", "jar", "box", "basket"]),
            shelf_life_days=kind.keeps_days,
            stars=draw.choice([None, None, 3, 3, 4, 4, 5]),
            stars_until=timezone.localdate() + timedelta(days=draw.randint(30, 700)),
        )
        product.derive(self.rate)
        return product

    def certificates(self, producers: list[Producer]) -> list[Certificate]:
        """About half of the producers hold one or two certificates; not saved."""
        made: list[Certificate] = []
        until = timezone.localdate() + timedelta(days=540)
        for producer in producers:
            drawn = [self.random.choice(CERTIFICATES) for _ in range(self.random.randint(0, 2))]
            for kind in dict.fromkeys(drawn):
                made.append(
                    Certificate(
                        producer=producer, kind=kind, number=f"DEMO-{len(made) + 1:05d}",
                        issuer="Demo issuer", valid_until=until,
                    )
                )  # fmt: skip
        return made

    # --- buyers ----------------------------------------------------------------------------------

    def buyers(self) -> list[Buyer]:
        """Sixty buyers (times the scale) with their organisations; not saved."""
        kinds = list(BUYER_KINDS)
        found = District.objects.in_bulk(BUYER_DISTRICTS)
        districts = [found[code] for code in BUYER_DISTRICTS]
        made = []
        for number in range(60 * self.scale):
            kind = kinds[number % len(kinds)]
            km, en = BUYER_WORDS[(number // len(kinds)) % len(BUYER_WORDS)]
            district = districts[0] if number % 3 == 0 else districts[number % len(districts)]
            organisation = Organisation(
                name_km=BUYER_KINDS[kind][0].format(km=km), name_en=BUYER_KINDS[kind][1].format(en=en),
                kind=kind, province_id=district.province_id, district=district, demo=True,
            )  # fmt: skip
            made.append(
                Buyer(
                    organisation=organisation,
                    about_en="An invented buyer.",
                    about_km="អ្នកទិញសាកល្បង។",
                )
            )
        return made

    def needs(self, buyers: list[Buyer], when: datetime) -> list[Need]:
        """One or two open needs per saved buyer, not saved; the first is the story's."""
        wanted = [
            self._need(buyer, kind, when)
            for buyer in buyers
            for kind in self.random.sample(KINDS, self.random.choice([1, 1, 2]))
        ]
        return [self._story_need(buyers[0], when), *wanted]

    def _story_need(self, hotel: Buyer, when: datetime) -> Need:
        """200 kg of prahok a month to Siem Reap town, with the OVOP mark if possible."""
        need = self._need(hotel, PRAHOK, when)
        need.name_en, need.quantity = PRAHOK.en, Decimal(200)
        need.price_ceiling, need.certificates_wished = Money(15_000, "KHR"), ["ovop"]
        need.derive(self.rate)
        return need

    def _need(self, buyer: Buyer, kind: Kind, when: datetime) -> Need:
        low, high = kind.price
        need = Need(
            buyer=buyer,
            name_km=kind.km,
            name_en=kind.en if self.random.random() < 0.7 else "",
            category=self.categories[kind.category],
            quantity=Decimal(max(5, round(self.random.uniform(0.1, 0.8) * kind.supply[1] / 5) * 5)),
            unit=kind.unit,
            period=Need.Period.MONTH,
            province_id=buyer.organisation.province_id,
            district_id=buyer.organisation.district_id,
            price_ceiling=Money(
                round(self.random.uniform((low + high) / 2, high * 1.1) / 100) * 100, "KHR"
            ),
            certificates_wished=["ovop"] if self.random.random() < 0.3 else [],
            state=Need.State.OPEN,
            opened_at=when,
        )
        need.derive(self.rate)
        return need
