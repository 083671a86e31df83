"""What the cells of one line mean, and what is wrong with them, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.phones import normalise_phone
from ovop.kernel.digits import plain_number
from ovop.kernel.units import Unit
from ovop.text import latin_digits, name_key
from producers.importing.columns import PRODUCT_FIELDS
from producers.importing.lookup import Lookup

# code: the sentence under the cell. %(detail)s is what was found or is meant.
PROBLEMS: dict[str, Any] = {
    "no_name": _("Write the producer's name in Khmer or in English."),
    "too_long": _("At most 200 letters."),
    "no_village": _("Write the village."),
    "village_unknown": _("There is no village of this name here."),
    "village_near": _("There is no village of this name here. Is it %(detail)s?"),
    "village_several": _("Several villages have this name; write the commune too: %(detail)s"),
    "village_contradicts": _(
        "The village of this name lies in %(detail)s; the sheet says another place."
    ),
    "village_outside": _("This village is outside the area you answer for."),
    "phone": _("This is not a phone number. Write it like 012 345 678."),
    "phone_taken": _("Somebody with another name has this phone. Correct it, or leave it empty."),
    "phone_elsewhere": _("A producer of another area has this phone."),
    "kind": _("Write household, cooperative, fishery or enterprise."),
    "yes_no": _("Write yes or no."),
    "number": _("This is not a number."),
    "too_small": _("It must be more than nought."),
    "no_product_name": _("Write the product's name in Khmer or in English."),
    "category": _("We do not know this kind of product; take one of the template's list."),
    "unit": _("Write kg, tonne, litre, piece, dozen or metre."),
    "currency": _("Write KHR or USD."),
    "price_low": _("Is this price in dollars? Then write USD."),
    "price_high": _("This price is too high to be right."),
    "refused": _("The database refused this line; look at its numbers and names."),
    "price_range": _("The highest price is below the lowest."),
    "months": _("Write months like 1-6, 11 or all."),
    "missing": _("This is missing."),
}

KINDS = {
    Organisation.Kind.HOUSEHOLD: "household family គ្រួសារ គ្រួសារកសិករ",
    Organisation.Kind.COOPERATIVE: "cooperative coop សហគមន៍កសិកម្ម សហគមន៍ សហករណ៍ ក្រុម group",
    Organisation.Kind.FISHERY: "fishery communityfishery សហគមន៍នេសាទ",
    Organisation.Kind.SME: "sme enterprise smallenterprise company សហគ្រាស សិប្បកម្ម",
}
UNITS = {
    Unit.KG: "kg kilo kilogram គីឡូ គីឡូក្រាម គក",
    Unit.TONNE: "t ton tonne តោន",
    Unit.LITRE: "l litre liter លីត្រ",
    Unit.PIECE: "piece pc pcs unit ដុំ គ្រាប់ ឯកតា កញ្ចប់ ដប ក្បាល សន្លឹក",
    Unit.DOZEN: "dozen ឡូ",
    Unit.METRE: "m metre meter ម៉ែត្រ",
}
YES = {"yes", "y", "1", "x", "true", "បាទ", "ចាស", "មាន", "ត្រូវ", "✓", "✔"}
NO = {"no", "n", "0", "false", "ទេ", "អត់", "គ្មាន", "-"}
MONTHS = (
    "jan january មករា", "feb february កុម្ភៈ", "mar march មីនា", "apr april មេសា", "may ឧសភា",
    "jun june មិថុនា", "jul july កក្កដា", "aug august សីហា", "sep september កញ្ញា", "oct october តុលា",
    "nov november វិច្ឆិកា", "dec december ធ្នូ",
)  # fmt: skip
MONTH = {name_key(word): n for n, words in enumerate(MONTHS, 1) for word in words.split()} | {
    str(n): n for n in range(1, 13)
}
ALL_YEAR = {name_key(word) for word in ("all", "all year", "ទាំងឆ្នាំ", "គ្រប់ខែ", "ពេញមួយឆ្នាំ")}
KIND_OF = {name_key(word): kind.value for kind, words in KINDS.items() for word in words.split()}
UNIT_OF = {name_key(word): unit.value for unit, words in UNITS.items() for word in words.split()}
SUSPICIOUSLY_LOW = Decimal(100)  # riel
SUSPICIOUSLY_HIGH = {"KHR": Decimal(400_000_000), "USD": Decimal(100_000)}
THOUSAND_DOTS = re.compile(r"(?<=[0-9០-៩])\.(?=[0-9០-៩]{3}(?![0-9០-៩]))")

Problems = dict[str, list[str]]


def parse_row(cells: Mapping[str, str], lookup: Lookup) -> tuple[dict[str, Any], Problems]:
    """`cells` maps fields to texts; returns (values, problems).

    Problems map a field to [code of PROBLEMS, detail]. Values are what JSON holds.
    """
    problems: Problems = {}
    values: dict[str, Any] = {name: cells.get(name, "").strip() for name in ("name_km", "name_en")}
    for name in ("name_km", "name_en"):
        if len(values[name]) > 200:
            problems[name] = ["too_long", ""]
    if not values["name_km"] and not values["name_en"]:
        problems["name_km"] = ["no_name", ""]
    values["village"], wrong = lookup.village(cells)
    if wrong:
        problems["village"] = wrong
    readers: dict[str, Callable[[str], tuple[Any, str]]] = {
        "phone": _phone, "kind": _kind, "women_led": _yes_no, "members_count": _count,
    }  # fmt: skip
    for name, reader in readers.items():
        values[name], code = reader(cells.get(name, "").strip())
        if code:
            problems[name] = [code, ""]
    values["product"] = None
    if any(cells.get(name, "").strip() for name in PRODUCT_FIELDS):
        values["product"], of_product = _product(cells, lookup)
        problems |= of_product
    return values, problems


def _phone(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    try:
        return normalise_phone(text), ""
    except ValidationError:
        return "", "phone"


def _kind(text: str) -> tuple[str, str]:
    if not text:
        return Organisation.Kind.HOUSEHOLD, ""
    kind = KIND_OF.get(name_key(text))
    return (kind, "") if kind else ("", "kind")


def _yes_no(text: str) -> tuple[bool, str]:
    word = latin_digits(text).strip().lower()
    return (word in YES, "" if word in YES or word in NO or not word else "yes_no")


def _count(text: str) -> tuple[int, str]:
    if not text:
        return 1, ""
    number, code = _number(text)
    if code or number is None:
        return 1, code or "number"
    return (int(number), "") if 1 <= number <= 100_000 else (1, "too_small")


def _number(text: str) -> tuple[Decimal | None, str]:
    plain = plain_number(re.sub(r"[៛$]|រៀល|KHR|USD", "", text, flags=re.IGNORECASE))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None, "number"
    if not number.is_finite() or abs(number) >= Decimal(9_999_999_999):
        return None, "number"
    number = number.quantize(Decimal("0.01"))
    return (number, "") if number > 0 else (None, "too_small")


def _product(cells: Mapping[str, str], lookup: Lookup) -> tuple[dict[str, Any], Problems]:
    text = {name: cells.get(name, "").strip() for name in PRODUCT_FIELDS}
    problems: Problems = {}
    values: dict[str, Any] = {
        "name_km": text["product_km"][:200], "name_en": text["product_en"][:200],
        "description": text["description"],
    }  # fmt: skip
    if not values["name_km"] and not values["name_en"]:
        problems["product_km"] = ["no_product_name", ""]
    values["category"] = lookup.category(text["category"])
    if not values["category"]:
        problems["category"] = ["category" if text["category"] else "missing", ""]
    values["unit"] = UNIT_OF.get(name_key(text["unit"]), "")
    if not values["unit"]:
        problems["unit"] = ["unit" if text["unit"] else "missing", ""]
    values["currency"], code = _currency(text)
    if code:
        problems["currency"] = [code, ""]
    for name in ("price", "price_to", "amount"):
        written = text[name]
        if values["currency"] == "KHR" and name != "amount":
            written = THOUSAND_DOTS.sub("", written)  # riel have no decimals: 150.000 is 150,000
        number, code = _number(written) if written else (None, "missing")
        if code and not (name == "price_to" and code == "missing"):
            problems[name] = [code, ""]
        values[name] = None if number is None else str(number)
    _check_price(values, problems)
    values["months"] = parse_months(text["months"])
    if not values["months"]:
        problems["months"] = ["months", ""]
    return values, problems


def _check_price(values: dict[str, Any], problems: Problems) -> None:
    if values["price"] is None:
        return
    price = Decimal(values["price"])
    if values["currency"] == "KHR" and price < SUSPICIOUSLY_LOW:
        problems["price"] = ["price_low", ""]
    if price > SUSPICIOUSLY_HIGH[values["currency"]]:
        problems["price"] = ["price_high", ""]
    if values["price_to"] is not None and Decimal(values["price_to"]) < price:
        problems["price_to"] = ["price_range", ""]


def _currency(text: Mapping[str, str]) -> tuple[str, str]:
    """From the currency column, or the sign beside the price; riel where nothing is said."""
    said = text["currency"].casefold()
    if not said:
        said = "$" if "$" in text["price"] or "usd" in text["price"].casefold() else "khr"
    if said in ("$", "usd", "us$", "dollar", "ដុល្លារ", "ដុល្លា"):
        return "USD", ""
    return ("KHR", "") if said in ("khr", "៛", "riel", "រៀល") else ("KHR", "currency")


def parse_months(text: str) -> list[int]:
    """Months 1-12 of "1-6, 11", "nov-apr", "មករា មីនា" or "all"; empty when it makes no sense.

    Nothing said means all year. A range may run over the new year.
    """
    if not text.strip() or name_key(text) in ALL_YEAR:
        return list(range(1, 13))
    found: set[int] = set()
    tidy = re.sub(r"\s*(?:-|–|—|\bto\b|ដល់)\s*", "-", latin_digits(text).casefold())
    for part in re.split(r"[,;/\s។+]+", tidy.replace("ខែ", "")):
        if not part:
            continue
        first, dash, last = part.partition("-")
        start, end = MONTH.get(name_key(first)), MONTH.get(name_key(last or first))
        if start is None or end is None or (dash and not last):
            return []
        found |= {(start + step - 1) % 12 + 1 for step in range((end - start) % 12 + 1)}
    return sorted(found)
