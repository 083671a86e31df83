"""Filters of needs, for page and API."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from buyers.models import Need
from ovop.text import query_terms
from places.models import Province
from producers.models import Category


class NeedFilter(django_filters.FilterSet):
    """`q` words, `province` of delivery, `category`, `state`."""

    q = django_filters.CharFilter(
        method="search",
        label=_("Search"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("What do you look for?")}),
    )
    province = django_filters.ModelChoiceFilter(
        queryset=lambda request: Province.objects.alphabetical(),
        label=_("Province"),
        empty_label=_("All provinces"),
    )
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.select_related("parent"),
        method="in_category",
        label=_("Category"),
        empty_label=_("All categories"),
    )
    state = django_filters.ChoiceFilter(
        choices=Need.State.choices, label=_("Status"), empty_label=_("Any status")
    )

    class Meta:
        model = Need
        fields: list[str] = []

    def search(self, queryset: QuerySet[Need], name: str, value: str) -> QuerySet[Need]:
        wanted = Q(pk__in=[])
        for term in query_terms(value):
            wanted |= Q(search_text__icontains=term)
        return queryset.filter(wanted)

    def in_category(self, queryset: QuerySet[Need], name: str, value: Category) -> QuerySet[Need]:
        return queryset.filter(Q(category=value) | Q(category__parent=value))
