"""What a need in plain words already says: kind, quantity, unit, price, months, certificates.

Only proposals: they fill what the buyer left empty, and the buyer sees them before posting.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from django.db.models import Count
from django.http import QueryDict

from buyers.models import Need
from ovop.kernel.digits import plain_number
from ovop.kernel.units import Unit
from ovop.text import latin_digits
from places.models import Province
from producers.models import CertificateKind, Product
from producers.search import ask, find, read

NUMBER = r"(\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
UNITS: dict[str, str] = {
    Unit.KG: r"kgs?|kilos?|kilogram(?:me)?s?|គីឡូក្រាម|គីឡូ|គ\.ក",
    Unit.TONNE: r"t|tons?|tonnes?|តោន",
    Unit.LITRE: r"l|lit(?:re|er)s?|លីត្រ",
    Unit.DOZEN: r"dozens?|ឡូ",
    Unit.METRE: r"m|met(?:re|er)s?|ម៉ែត្រ",
    Unit.PIECE: r"pieces?|pcs?|units?|items?|bottles?|jars?|packets?|packs?|bags?|boxes|box|"
    r"ដុំ|គ្រាប់|ផ្លែ|ដប|កញ្ចប់|ប្រអប់|កំប៉ុង|សន្លឹក",
}  # fmt: skip
_EVERY = r"(?:(?:per|a|an|each|every|/)\s*|ក្នុង(?:មួយ)?|រាល់|ប្រចាំ|មួយ|/)\s*"
PERIODS: dict[str, str] = {
    "day": rf"{_EVERY}(?:day|ថ្ងៃ)|daily",
    Need.Period.WEEK: rf"{_EVERY}(?:week|សប្តាហ៍|សប្ដាហ៍|អាទិត្យ)|weekly",
    Need.Period.MONTH: rf"{_EVERY}(?:month|ខែ)|monthly",
    Need.Period.YEAR: rf"{_EVERY}(?:year|ឆ្នាំ)|yearly|annually",
    Need.Period.ONCE: r"\bonce\b|one[- ]time|ម្តង|ម្ដង",
}
DAYS_A_MONTH = 30
MOST = 2000  # letters that are read
MOST_QUANTITY = 10**9  # more than that is a slip
# What the form starts with; choosing anything else is the buyer's own word.
DEFAULTS = {"unit": Unit.KG, "period": Need.Period.MONTH}
TOGETHER = (
    ("price_ceiling_0", "price_ceiling_1"), ("certificates_required", "certificates_wished"),
    ("certificates_wished", "certificates_required"),
)  # fmt: skip
RIEL, DOLLAR = r"(?:khr|riels?|៛|រៀល)", r"(?:usd|us\$|dollars?|\$|ដុល្លារ)"
CERTIFICATES: dict[str, str] = {
    CertificateKind.ORGANIC: r"organic|សរីរាង្គ",
    CertificateKind.HACCP: r"haccp",
    CertificateKind.ISO22000: r"iso\s*22000",
    CertificateKind.HALAL: r"halal|ហាឡាល់",
    CertificateKind.FAIRTRADE: r"fair\s*trade|ពាណិជ្ជកម្មយុត្តិធម៌",
    CertificateKind.GI: r"geographical indication|\bgi\b|ម៉ាកសម្គាល់ភូមិសាស្ត្រ|ភូមិសាស្ត្រ",
    CertificateKind.OVOP: r"ovop",
    CertificateKind.FDA: r"\bfda\b|camcontrol|កាំកុងត្រូល",
}
MUST = r"\b(?:must|required?|requires|only|certified)\b|ត្រូវមាន|ត្រូវតែ|ទាមទារ"
MONTHS = (
    r"january|jan|មករា", r"february|feb|កុម្ភៈ|កុម្ភះ", r"march|mar|មីនា", r"april|apr|មេសា", r"may|ឧសភា",
    r"june|jun|មិថុនា", r"july|jul|កក្កដា", r"august|aug|សីហា", r"september|sept?|កញ្ញា", r"october|oct|តុលា",
    r"november|nov|វិច្ឆិកា", r"december|dec|ធ្នូ",
)  # fmt: skip
_RANGE = r"\s*(?:-|–|to|until|till|through|ដល់)\s*"
SAMPLE = r"\bsamples?\b|គំរូ"
AGREE = 0.5  # share of the best products' weight that one category must have to be proposed


Values = dict[str, str | list[str]]  # by the name of the form's field, as a form sends them


def propose(text: str) -> Values:
    """What a buyer's own words say, in English or Khmer. At most six queries."""
    plain = latin_digits(text[:MOST]).lower()
    values: Values = {}
    category = _category(text[:MOST])
    if category:
        values["category"] = category
    values |= _amount(plain)
    if "unit" not in values and category and (unit := _usual_unit(category)):
        values["unit"] = unit
    values |= _price(plain)
    if months := _months(plain):
        values["months"] = [str(month) for month in months]
    if kinds := [kind for kind, said in CERTIFICATES.items() if re.search(said, plain)]:
        required = re.search(MUST, plain)
        values["certificates_required" if required else "certificates_wished"] = kinds
    if origin := _origin(plain):
        values["origin"] = origin
    if re.search(SAMPLE, plain):
        values["sample_wanted"] = "on"
    return values


def _amount(plain: str) -> Values:
    """The quantity with its unit and how often; an amount a day is made one a month."""
    said = [
        (match.start(), unit, match)
        for unit, words in UNITS.items()
        if (match := re.search(rf"(?<![\w.,-]){NUMBER}\s*(?:{words})(?![a-z-])", plain))
        and not _is_price(plain, match.end())
    ]
    if not said:
        return {}
    # "200 bottles of 0.5 l": the first is what is ordered.
    _start, unit, match = min(said, key=lambda each: each[0])
    quantity = Decimal(plain_number(match.group(1)))
    if not 0 < quantity < MOST_QUANTITY:
        return {}
    found: Values = {"unit": unit}
    period = next((name for name, words in PERIODS.items() if re.search(words, plain)), None)
    if period == "day":
        quantity, period = quantity * DAYS_A_MONTH, Need.Period.MONTH
    if period:
        found["period"] = period
    return found | {"quantity": f"{quantity.normalize():f}"}


def _is_price(plain: str, end: int) -> bool:
    return bool(re.match(rf"\s*{RIEL}", plain[end : end + 8]))


def _price(plain: str) -> Values:
    """An amount of money is taken for the highest price."""
    for currency, said in (("KHR", RIEL), ("USD", DOLLAR)):
        match = re.search(rf"(?<![\w.,-]){NUMBER}\s*{said}|{said}\s*{NUMBER}", plain)
        if match:
            amount = plain_number(match.group(1) or match.group(2))
            if 0 < Decimal(amount) < MOST_QUANTITY:
                return {"price_ceiling_0": amount, "price_ceiling_1": currency}
    return {}


def _months(plain: str) -> list[int]:
    """Months named, in order; "October to March" covers the six."""
    wordy = [rf"(?<![a-z])(?:{names})(?![a-z])" for names in MONTHS]
    for first, names in enumerate(wordy, 1):
        for last, other in enumerate(wordy, 1):
            if first != last and re.search(rf"{names}{_RANGE}{other}", plain):
                length = (last - first) % 12 + 1
                return sorted((first - 1 + step) % 12 + 1 for step in range(length))
    may_be_a_verb = 5  # "we may need": May counts only beside another month or after "in"
    found = [number for number, names in enumerate(wordy, 1) if re.search(names, plain)]
    if found == [may_be_a_verb] and not re.search(r"(in|during|of|every) may\b|ឧសភា", plain):
        return []
    return found


def _origin(plain: str) -> str:
    """A province that the text says it should come from."""
    for province in Province.objects.all():
        english = re.escape(province.name_en.lower()).replace(r"\ ", r"\s*")
        if re.search(
            rf"\b(?:from|of|made in)\s+{english}\b|ពី(?:ខេត្ត)?\s*{re.escape(province.name_km)}",
            plain,
        ):
            return province.pk
    return ""


def _category(text: str) -> str:
    """The category of the word table's entries that are used; else of the products found."""
    reading = read(text)
    if reading.categories:
        return reading.categories[0]
    if not reading:
        return ""
    hits = find(ask(reading), 10)
    kinds = dict(Product.objects.filter(pk__in=hits.ids).values_list("pk", "category"))
    weights: Counter[str] = Counter()
    for pk, score in zip(hits.ids, hits.scores, strict=True):
        weights[kinds[pk]] += score  # type: ignore[assignment]
    best = weights.most_common(1)
    return best[0][0] if best and best[0][1] > AGREE * sum(weights.values()) else ""


def _usual_unit(category: str) -> str:
    """The unit most products of the category are sold by."""
    units = Product.objects.public().filter(category=category).values("unit")
    row = units.annotate(n=Count("pk")).order_by("-n", "unit").first()
    return row["unit"] if row else ""


def fill_in(data: QueryDict) -> tuple[QueryDict, list[str]]:
    """A need form's data with the proposals in what was left empty, and the names of those fields.

    Unit and period are mere defaults while there is no quantity, so they follow it.
    """
    filled = data.copy()
    given = {name for name, values in data.lists() if any(value.strip() for value in values)}
    if "quantity" not in given:
        given -= {name for name, default in DEFAULTS.items() if data.get(name) == default}
    for one, other in TOGETHER:
        if one in given:
            given.add(other)
        elif other == "price_ceiling_1":
            given.discard(other)
    said = " ".join(data.get(name, "") for name in ("name_km", "name_en", "details"))
    proposed = {name: value for name, value in propose(said).items() if name not in given}
    for name, value in proposed.items():
        filled.setlist(name, value if isinstance(value, list) else [value])
    return filled, list(proposed)
