"""Organisations that could be invited to a forum: filtered like the catalogue, the best fit first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from buyers.models import Need
from forums.models import Forum, Invitation, Registration, Side
from matching.models import Block, Match
from matching.reasons import sentence_of
from places.models import Province
from producers.models import Category, Product

if TYPE_CHECKING:
    from accounts.scope import AnyUser


def invitable(forum: Forum, side: str, user: AnyUser) -> QuerySet[Organisation]:
    """Producers with a registered product, or buyers, who are neither invited nor registered, each with its `fit`.

    `fit` is the best score of a match with somebody of the other side who has registered; with anybody
    while nobody has. `best` is the key of that match. Both are None where nothing matches.
    """
    asked = Invitation.objects.filter(forum=forum, organisation=OuterRef("pk"))
    registered = Registration.objects.filter(forum=forum, organisation=OuterRef("pk"))
    return (
        Organisation.objects.filter(_offers(side), ~Exists(asked), ~Exists(registered))
        .annotate(fit=_best(forum, side, user, "score"), best=_best(forum, side, user, "pk"))
        .select_related("province", "district")
    )


def _offers(side: str) -> Q:
    if side == Side.BUYER:
        return Q(buyer__isnull=False)
    return Q(Exists(Product.objects.public().filter(producer__organisation=OuterRef("pk"))))


def _best(forum: Forum, side: str, user: AnyUser, field: str) -> Subquery:
    own, other = (
        ("product__producer", "need__buyer")
        if side == Side.PRODUCER
        else ("need__buyer", "product__producer")
    )
    matches = Match.objects.filter(
        **{f"{own}__organisation": OuterRef("pk")}, need__state="open", product__state="registered",
        need__in=Need.objects.visible_to(user),
    ).exclude(
        Exists(Block.objects.filter(producer=OuterRef("product__producer"), buyer=OuterRef("need__buyer")))
    )  # fmt: skip
    there = forum.registrations.exclude(state__in=["declined", "cancelled"]).exclude(side=side)
    if there.exists():
        matches = matches.filter(**{f"{other}__organisation__in": there.values("organisation")})
    return Subquery(matches.order_by("-score", "pk").values(field)[:1])


def why(organisations: list[Any]) -> dict[int, str]:
    """For each organisation with a match: with whom, and the sentence. One query."""
    keys = [each.best for each in organisations if each.best]
    matches = Match.objects.with_parties().select_related("need__origin").in_bulk(keys)
    return {
        each.pk: f"{matches[each.best].need.name} – {matches[each.best].product.name}: "
        f"{sentence_of(matches[each.best])}"
        for each in organisations
        if each.best in matches
    }


class InvitableFilter(django_filters.FilterSet):
    """`q` in the name, `province`, `category` of what they sell or need, `order`."""

    q = django_filters.CharFilter(method="named", label=_("Name"), widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Find by name")}),
    )  # fmt: skip
    province = django_filters.ModelChoiceFilter(
        queryset=lambda request: Province.objects.alphabetical(), label=_("Province"),
        empty_label=_("All provinces"),
    )  # fmt: skip
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.filter(parent=None), method="in_field", label=_("Category"),
        empty_label=_("All categories"),
    )  # fmt: skip
    order = django_filters.ChoiceFilter(
        method="ordered", label=_("Order"), empty_label=_("Best fit first"),
        choices=[("name", _("By name")), ("place", _("By place"))],
    )  # fmt: skip

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args: Any, side: str, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side, self.user = side, user

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("order"):
            found = found.order_by(F("fit").desc(nulls_last=True), "name_km", "name_en", "pk")
        return found

    def named(self, queryset: Any, name: str, value: str) -> Any:
        """The words stand in the name, in either language."""
        full = Concat("name_km", Value(" "), "name_en", output_field=CharField())
        return queryset.annotate(full=full).filter(full__icontains=value)

    def in_field(self, queryset: Any, name: str, value: Category) -> Any:
        """Something they sell, or need, is of the field."""
        field = Q(category=value) | Q(category__parent=value)
        if self.side == Side.PRODUCER:
            rows: Any = Product.objects.public().filter(
                field, producer__organisation=OuterRef("pk")
            )
        else:
            rows = Need.objects.visible_to(self.user).filter(
                field, state="open", buyer__organisation=OuterRef("pk")
            )
        return queryset.filter(Exists(rows))

    def ordered(self, queryset: Any, name: str, value: str) -> Any:
        """By name, or by province and district."""
        place = ["province", "district"] if value == "place" else []
        return queryset.order_by(*place, "name_km", "name_en", "pk")
