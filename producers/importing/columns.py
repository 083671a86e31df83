"""What a sheet may say about a producer and one product, and the titles it is recognised by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ovop.text import name_key


@dataclass(frozen=True)
class Column:
    """`title` is (Khmer, English) as in the template; `also` other titles seen in real sheets."""

    field: str
    label: Any
    title: tuple[str, str]
    also: tuple[str, ...] = ()
    example: tuple[str, str] = ("", "")


COLUMNS: tuple[Column, ...] = (
    Column("name_km", _("Name in Khmer"), ("ឈ្មោះអ្នកផលិត", "Producer (Khmer)"), ("ឈ្មោះ", "ឈ្មោះជាភាសាខ្មែរ", "ឈ្មោះក្រុម", "name km", "khmer name", "គោត្តនាម និងនាម"), ("គ្រួសារ សុខ សាន (ឧទាហរណ៍)", "គ្រួសារ សុខ សាន (ឧទាហរណ៍)")),
    Column("name_en", _("Name in English"), ("ឈ្មោះជាអង់គ្លេស", "Producer (English)"), ("name", "english name", "name en", "producer", "latin name", "ឈ្មោះឡាតាំង"), ("Sok San Family (example)", "Sok San Family (example)")),
    Column("kind", _("Kind of producer"), ("ប្រភេទអ្នកផលិត", "Kind"), ("type", "producer type", "ប្រភេទ"), ("គ្រួសារ", "household")),
    Column("phone", _("Phone"), ("លេខទូរសព្ទ", "Phone"), ("លេខទូរស័ព្ទ", "ទូរស័ព្ទ", "ទូរសព្ទ", "tel", "telephone", "phone number", "mobile", "លេខទំនាក់ទំនង"), ("០១២ ៣៤៥ ៦៧៨", "012 345 678")),
    Column("village", _("Village"), ("ភូមិ", "Village"), ("village name", "village code", "លេខកូដភូមិ", "phum"), ("ចុងកៅស៊ូ", "Chong Kausu")),
    Column("commune", _("Commune"), ("ឃុំ/សង្កាត់", "Commune"), ("ឃុំ", "សង្កាត់", "sangkat", "khum"), ("ស្លក្រាម", "Sla Kram")),
    Column("district", _("District"), ("ស្រុក/ក្រុង", "District"), ("ស្រុក", "ក្រុង", "ខណ្ឌ", "srok", "khan", "city"), ("សៀមរាប", "Siem Reab")),
    Column("province", _("Province"), ("ខេត្ត", "Province"), ("រាជធានី/ខេត្ត", "khet"), ("សៀមរាប", "Siem Reap")),
    Column("women_led", _("Led by women"), ("ដឹកនាំដោយស្ត្រី", "Led by women"), ("ស្ត្រីដឹកនាំ", "women led", "women"), ("បាទ", "yes")),
    Column("members_count", _("People who work in it"), ("ចំនួនសមាជិក", "Members"), ("សមាជិក", "people", "workers", "member count"), ("៥", "5")),
    Column("product_km", _("Product in Khmer"), ("ឈ្មោះផលិតផល", "Product (Khmer)"), ("ផលិតផល", "product km"), ("ប្រហុកត្រី", "ប្រហុកត្រី")),
    Column("product_en", _("Product in English"), ("ផលិតផលជាអង់គ្លេស", "Product (English)"), ("product", "product name", "product en"), ("Fish prahok", "Fish prahok")),
    Column("category", _("Category"), ("ប្រភេទផលិតផល", "Category"), ("product type", "product category", "ផ្នែក"), ("ប្រហុក និងផ្អក", "Prahok and fermented fish")),
    Column("unit", _("Unit"), ("ឯកតា", "Unit"), ("ខ្នាត", "uom"), ("គីឡូ", "kg")),
    Column("price", _("Price"), ("តម្លៃ", "Price"), ("តម្លៃរាយ", "unit price", "price from"), ("១២,០០០", "12000")),
    Column("price_to", _("Highest price"), ("តម្លៃខ្ពស់បំផុត", "Highest price"), ("price to", "max price")),
    Column("currency", _("Currency"), ("រូបិយប័ណ្ណ", "Currency"), ("ប្រាក់",), ("រៀល", "KHR")),
    Column("amount", _("Amount a month"), ("បរិមាណក្នុងមួយខែ", "Amount a month"), ("បរិមាណ", "quantity", "monthly supply", "supply", "amount"), ("៥០", "50")),
    Column("months", _("Months"), ("ខែដែលមាន", "Months"), ("រដូវ", "ខែ", "season", "available months"), ("១-៦, ១១", "1-6, 11")),
    Column("description", _("About the product"), ("អំពីផលិតផល", "About the product"), ("បរិយាយ", "description", "story", "remarks")),
)  # fmt: skip
BY_FIELD = {column.field: column for column in COLUMNS}
PRODUCT_FIELDS = (
    "product_km", "product_en", "category", "unit", "price", "price_to", "currency", "amount",
    "months", "description",
)  # fmt: skip


def match_columns(header: list[str]) -> dict[str, int]:
    """Guess which column is which field: by whole titles first, then by a title within another.

    `header` are the sheet's titles; the answer maps field -> index, each index at most once.
    """
    keys = [name_key(title) for title in header]
    found: dict[str, int] = {}
    for exact in (True, False):
        for column in COLUMNS:
            if column.field in found:
                continue
            titles = [name_key(title) for title in (*column.title, *column.also)]
            for index, key in enumerate(keys):
                if index in found.values() or not key:
                    continue
                inside = not exact and any(len(title) > 3 and title in key for title in titles)
                if key in titles or inside:
                    found[column.field] = index
                    break
    return found
