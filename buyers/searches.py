"""Saved searches: keeping one, and what is new in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from buyers.filters import NeedFilter
from buyers.models import Need, SavedSearch
from buyers.models.saved import MOST_SEARCHES
from producers.filters import ProductFilter
from producers.models import Product
from producers.search import find

if TYPE_CHECKING:
    from accounts.scope import AnyUser

NOT_KEPT = frozenset({"sort", "state"})  # how a list was ordered is not what was looked for
MOST_LETTERS = 120  # of one filter; a Khmer letter is nine in an address
CLEAR = 0.4  # a product whose words answer less than this is not worth an alert


def canonical(kind: str, data: QueryDict) -> str:
    """The filters of `kind` that are set, in their own order; "" when none is."""
    if kind == SavedSearch.Kind.PRODUCTS:
        form = ProductFilter(data, queryset=Product.objects.none()).form
    else:
        form = NeedFilter(data, queryset=Need.objects.none()).form
    form.is_valid()  # what makes no sense is left out, as the list does
    kept = QueryDict(mutable=True)
    for name, value in form.cleaned_data.items():
        if name not in NOT_KEPT and value:
            kept[name] = str(data[name]).strip()[:MOST_LETTERS]
    return kept.urlencode()


def save_search(user: User, kind: str, data: QueryDict, name: str) -> SavedSearch:
    """Keep a search; the same one again is found, not doubled.

    Raises ValidationError when nothing is looked for, or MOST_SEARCHES are kept already.
    """
    query = canonical(kind, data)
    if not query:
        raise ValidationError(_("Type a word or choose a filter first; then it can be kept."))
    known = SavedSearch.objects.filter(user=user, kind=kind, query=query).first()
    if known is not None:
        return known
    if user.saved_searches.count() >= MOST_SEARCHES:
        raise ValidationError(
            _("You keep %(most)s searches already. Remove one of them first.")
            % {"most": MOST_SEARCHES}
        )
    kept, _made = SavedSearch.objects.get_or_create(
        user=user, kind=kind, query=query, defaults={"name": name[:150]}
    )
    return kept


def _open_needs(user: AnyUser) -> QuerySet[Need]:
    return Need.objects.visible_to(user).filter(state=Need.State.OPEN)


def count_news(saved: SavedSearch, since: datetime | None = None) -> int:
    """How many products or needs fit that came after `since`; by default, since its owner looked."""
    since = since or saved.looked_at
    data = QueryDict(saved.query)
    if saved.kind == SavedSearch.Kind.NEEDS:
        fresh = _open_needs(saved.user).filter(opened_at__gt=since)
        return NeedFilter(data, queryset=fresh).qs.count()
    found = ProductFilter(data, queryset=Product.objects.public().filter(registered_at__gt=since))
    rest = found.but_for("q")
    if not data.get("q"):
        return rest.count()
    return sum(score >= CLEAR for score in find(found.question, within=rest).scores)
