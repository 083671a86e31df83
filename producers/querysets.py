"""Reading producers and products: who sees what, and how the catalogue is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import models
from django.db.models import F, Prefetch, Q

from accounts.scope import NOTHING, in_charge_of
from ovop.text import query_terms

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from producers.models import Producer, Product  # noqa: F401

PUBLIC = Q(state="registered")


class ProducerQuerySet(models.QuerySet["Producer"]):
    """Producers: their public face is public, their phone is not."""

    def visible_to(self, user: AnyUser) -> ProducerQuerySet:
        """Producers with something registered, the user's own, and those in the user's charge."""
        from producers.models import Product

        public = models.Exists(Product.objects.filter(PUBLIC, producer_id=models.OuterRef("pk")))
        return self.filter(Q(public) | self._own(user) | in_charge_of(user, "organisation__"))

    def editable_by(self, user: AnyUser) -> ProducerQuerySet:
        """The user's own, and those in the user's charge."""
        return self.filter(self._own(user) | in_charge_of(user, "organisation__"))

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        return Q(organisation__in=user.organisations.all())


class ProductQuerySet(models.QuerySet["Product"]):
    """Products; every read begins with `public`, `visible_to` or `editable_by`."""

    def public(self) -> ProductQuerySet:
        """The catalogue: what is registered."""
        return self.filter(PUBLIC)

    def visible_to(self, user: AnyUser) -> ProductQuerySet:
        """The catalogue, the user's own products, and those in the user's charge."""
        return self.filter(PUBLIC | self._own(user) | in_charge_of(user))

    def editable_by(self, user: AnyUser) -> ProductQuerySet:
        """The user's own, and for officers and staff those of their place."""
        return self.filter(self._own(user) | in_charge_of(user))

    def own(self, user: AnyUser) -> ProductQuerySet:
        """What the user's organisations make."""
        return self.filter(self._own(user))

    def reviewable_by(self, user: AnyUser) -> ProductQuerySet:
        """Submissions that the user decides about, the oldest first. Officers enrol, staff review."""
        if not getattr(user, "reviews", False):
            return self.none()
        return self.filter(in_charge_of(user), state="submitted").order_by("submitted_at", "pk")

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        return Q(producer__organisation__in=user.organisations.all())

    def for_cards(self) -> ProductQuerySet:
        """With what a list card shows: three queries whatever the number of rows."""
        from producers.models import ProductPhoto

        return (
            self.select_related(
                "province", "village", "category", "category__parent", "producer__organisation"
            )
            .prefetch_related(Prefetch("photos", ProductPhoto.objects.order_by("position", "pk")))
            .defer("search", "search_name", "search_body", "description_km", "description_en")
        )

    def matching(self, text: str) -> ProductQuerySet:
        """Products with any word of `text`, or a name spelt almost like it, best first.

        Words are cut the same way as the stored text. A text without any word finds nothing.
        """
        terms = query_terms(text)
        if not terms:
            return self.none()
        query = words_query(terms)
        phrase = " ".join(terms)
        found = self.filter(Q(search=query) | Q(search_name__trigram_word_similar=phrase))
        return found.annotate(
            relevance=SearchRank(F("search"), query, normalization=1)
            + 0.3 * TrigramWordSimilarity(phrase, "search_name")
        ).order_by("-relevance", "-pk")


def words_query(terms: list[str]) -> SearchQuery:
    """A tsquery that any of `terms` satisfies, English ones by their stem."""
    quoted = ("'" + term.replace("\\", "").replace("'", "''") + "'" for term in terms)
    return SearchQuery(" | ".join(quoted), config="english", search_type="raw")
