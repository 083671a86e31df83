"""The catalogue's filters: one FilterSet for the page and the API; the URL is the state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from ovop.kernel.digits import DigitsInput
from ovop.kernel.naming import month_names
from places.models import ExchangeRate, Province
from producers.forms import catalogue_categories
from producers.models import Category, Certificate, CertificateKind, Product
from producers.querysets import ProductQuerySet
from producers.search import MOST, Hits, Question, Reading, ask, find, read

MOST_RIEL = 10_000_000_000
SORTS: dict[str, list[Any]] = {
    "cheapest": ["price_usd", "pk"],
    "dearest": ["-price_usd", "pk"],
    "stars": [F("stars").desc(nulls_last=True), "-pk"],
}


class ProductFilter(django_filters.FilterSet):
    """`q` words, `province` code, `category` code (a field covers its kinds), `month` 1-12 or now."""

    q = django_filters.CharFilter(
        method="search", label=_("Search"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Product, village or word")}),
    )  # fmt: skip
    province = django_filters.ModelChoiceFilter(
        queryset=lambda request: Province.objects.alphabetical(),
        label=_("Province"),
        empty_label=_("All provinces"),
    )
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.select_related("parent"), method="in_category", label=_("Category"),
        empty_label=_("All categories"),
    )  # fmt: skip
    month = django_filters.ChoiceFilter(
        method="available_in", label=_("Available in"), empty_label=_("Any month"),
        choices=[("now", "now"), *((str(n), str(n)) for n in range(1, 13))],
    )  # fmt: skip
    certificate = django_filters.ChoiceFilter(
        choices=CertificateKind.choices, method="with_certificate", label=_("Certificate"),
        empty_label=_("Any certificate"),
    )  # fmt: skip
    stars = django_filters.ChoiceFilter(
        field_name="stars", lookup_expr="gte", label=_("Stars"), empty_label=_("Any number"),
        choices=[("3", _("3 and more")), ("4", _("4 and more")), ("5", _("5 stars"))],
    )  # fmt: skip
    price_from = django_filters.NumberFilter(
        method="priced", label=_("Price from (riel)"), widget=DigitsInput({"inputmode": "numeric"})
    )
    price_to = django_filters.NumberFilter(
        method="priced", label=_("Price up to (riel)"), widget=DigitsInput({"inputmode": "numeric"})
    )
    export = django_filters.BooleanFilter(
        field_name="export_ready", label=_("Ready for export"),
        widget=forms.Select(choices=[("", _("All")), ("true", _("Only those"))]),
    )  # fmt: skip
    sort = django_filters.ChoiceFilter(
        method="sorted_by", label=_("Order"), empty_label=_("Newest first"),
        choices=[("cheapest", _("Lowest price first")), ("dearest", _("Highest price first")), ("stars", _("Most stars first"))],
    )  # fmt: skip

    class Meta:
        model = Product
        fields: list[str] = []

    _listed: tuple[ProductQuerySet, Hits] | None = None

    def best_first(self, total: int) -> list[int] | None:
        """The keys of all `total` products of `qs`, in its order, when that is the order of a search; else None.

        The index knows products in every state. Where some are not shown, one query tells which.
        """
        if self._listed is None:
            return None
        products, hits = self._listed
        if total == len(hits):
            return hits.ids
        shown = set(products.order_by().values_list("pk", flat=True))
        return [key for key in hits.ids if key in shown]

    def filter_queryset(self, queryset: ProductQuerySet) -> ProductQuerySet:
        return self._apply(queryset)

    def _apply(self, queryset: ProductQuerySet, but_for: str = "") -> ProductQuerySet:
        """All filters but one; the words come after what narrows the catalogue, the order last."""
        values = {name: value for name, value in self._values.items() if name != but_for}
        last = {"q": values.pop("q", ""), "sort": values.pop("sort", "")}
        for name, value in values.items():
            queryset = self.filters[name].filter(queryset, value)
        if last["q"]:
            hits = (
                find(self.question, within=queryset)
                if values and not self._knows_all
                else self._hits
            )
            queryset = queryset.hit_by(hits)
            if not but_for and not last["sort"]:
                self._listed = queryset, hits
        return self.filters["sort"].filter(queryset, last["sort"])

    @cached_property
    def _values(self) -> dict[str, Any]:
        """What is set and understood; a value that makes no sense narrows nothing."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the catalogue."""
        return bool(self._values.keys() - {"sort"})

    @property
    def province_code(self) -> str:
        """The code of the province chosen; "" for none, or one there is not."""
        chosen = self._values.get("province")
        return chosen.pk if chosen else ""

    @property
    def is_wordless(self) -> bool:
        """Whether something was typed that holds no word: emoji, punctuation."""
        return "q" in self._values and not self.reading

    @property
    def without_filters(self) -> int:
        """How many products the words alone find, where the filters leave none."""
        return len(self._hits) if "q" in self._values else 0

    @cached_property
    def reading(self) -> Reading:
        """What the words ask for."""
        return read(self._values.get("q", ""))

    @cached_property
    def question(self) -> Question:
        """The words weighed, with the spellings that were corrected."""
        return ask(self.reading)

    def search(self, queryset: ProductQuerySet, name: str, value: str) -> ProductQuerySet:
        return queryset.hit_by(self._hits)

    @cached_property
    def _hits(self) -> Hits:
        return find(self.question)

    @property
    def _knows_all(self) -> bool:
        """Whether the search over everything has seen every product that has one of the words."""
        return all(depth > 0 for depth in self.question.depths) and len(self._hits) < MOST

    def in_category(self, queryset: ProductQuerySet, name: str, value: Category) -> ProductQuerySet:
        return queryset.filter(Q(category=value) | Q(category__parent=value))

    def available_in(self, queryset: ProductQuerySet, name: str, value: str) -> ProductQuerySet:
        month = timezone.localdate().month if value == "now" else int(value)
        return queryset.filter(**{f"monthly_supply__{month - 1}__gt": 0})

    def priced(self, queryset: ProductQuerySet, name: str, value: Decimal) -> ProductQuerySet:
        """`value` riel for one kg, l, piece or metre: compared in dollars at today's rate."""
        if not 0 <= value < MOST_RIEL:
            return queryset
        dollars = ExchangeRate.in_usd(Money(value, "KHR"), timezone.localdate())
        lookup = "gte" if name == "price_from" else "lte"
        return queryset.filter(**{f"price_usd__{lookup}": dollars})

    def with_certificate(self, queryset: ProductQuerySet, name: str, value: str) -> ProductQuerySet:
        valid = Certificate.objects.valid_on(timezone.localdate()).filter(kind=value)
        return queryset.filter(
            Q(pk__in=valid.filter(product__isnull=False).values("product"))
            | Q(producer__in=valid.filter(product=None).values("producer"))
        )

    def sorted_by(self, queryset: ProductQuerySet, name: str, value: str) -> ProductQuerySet:
        return queryset.order_by(*SORTS[value])

    @cached_property
    def provinces(self) -> list[Province]:
        """All provinces in the reader's order: for the list to choose from and for the map."""
        return cast("list[Province]", list(Province.objects.alphabetical()))

    @cached_property
    def categories(self) -> list[tuple[str, str]]:
        """Fields and kinds to choose from."""
        return catalogue_categories()

    def but_for(self, name: str) -> ProductQuerySet:
        """What the other filters leave, as if `name` were not set: for the numbers beside its choices."""
        return self._apply(cast("ProductQuerySet", self.queryset.all()), but_for=name)

    @cached_property
    def form(self) -> Any:
        """The filter form; its lists are filled in the reader's language."""
        form = super().form
        form.fields["q"].widget.attrs |= {
            "list": "suggestions", "data-suggest": reverse("producers:suggest"), "autocomplete": "off",
        }  # fmt: skip
        form.fields["month"].widget.choices = [
            ("", _("Any month")),
            ("now", _("Now")),
            *enumerate(month_names(), 1),
        ]
        # Asked for when they are shown: the API never shows them.
        form.fields["province"].widget.choices = CallableChoiceIterator(
            lambda: [
                ("", _("All provinces")),
                *((province.pk, province.name) for province in self.provinces),
            ]
        )
        form.fields["category"].widget.choices = CallableChoiceIterator(
            lambda: [("", _("All categories")), *self.categories]
        )
        return form
