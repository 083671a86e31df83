"""What the catalogue's search knows beside the products: words that mean the same, and how common
each word is.

The inverted index itself (`producers_searchposting`) is PostgreSQL's: triggers on the product table
keep it (see `producers/migrations/sql/`), so that no way of writing a product can forget it.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ovop.text import words
from producers.models.categories import Category

SEPARATORS = str.maketrans({"\n": ",", ";": ",", "៖": ",", "،": ","})


class ProductTerm(models.Model):
    """Words for one thing in both languages: whoever types one finds what is written with another."""

    words_km = models.TextField(
        _("words in Khmer"), blank=True, help_text=_("Separated by commas, the usual one first.")
    )
    words_en = models.TextField(
        _("words in English"), blank=True, help_text=_("Separated by commas, the usual one first.")
    )
    category = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="terms",
        verbose_name=_("category"), help_text=_("Proposed to whoever uses these words in a need."),
    )  # fmt: skip
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["words_en", "words_km"]
        verbose_name = _("product word")
        verbose_name_plural = _("product words")

    def __str__(self) -> str:
        return " = ".join(filter(None, [*self.khmer[:1], *self.english[:1]])) or f"#{self.pk}"

    @property
    def token(self) -> str:
        """Its word of its own in the index."""
        return f"syn{self.pk}"

    @property
    def khmer(self) -> list[str]:
        """The Khmer words, one by one."""
        return _listed(self.words_km)

    @property
    def english(self) -> list[str]:
        """The English words, one by one."""
        return _listed(self.words_en)

    def clean(self) -> None:
        super().clean()
        if not any(words(text) for text in (*self.khmer, *self.english)):
            raise ValidationError(_("Write at least one word, in Khmer or in English."))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.translate(SEPARATORS).split(",") if part.strip()]


class SearchTerm(models.Model):
    """One stem of the catalogue's vocabulary. Counted anew by `producers.search.indexing.refresh`.

    `term` is its key in the index, `documents` in how many products it stands, `surface` how people
    write it.
    """

    term = models.BigIntegerField(primary_key=True)
    lexeme = models.TextField()
    surface = models.TextField()
    documents = models.IntegerField()

    class Meta:
        indexes = [
            GinIndex(
                fields=["lexeme"], name="producers_searchterm_trigram", opclasses=["gin_trgm_ops"]
            ),
            models.Index(
                fields=["surface"],
                name="producers_searchterm_prefix",
                opclasses=["text_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.surface


class SearchStatistics(models.Model):
    """One row: how many products there are and how long each part of their text is on average.

    The averages are those the index was built with; `analysis` is the version of the text handling
    that made the products' search columns.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    documents = models.IntegerField(default=0)
    name_length = models.FloatField(default=8)
    kind_length = models.FloatField(default=16)
    body_length = models.FloatField(default=30)
    place_length = models.FloatField(default=6)
    analysis = models.PositiveSmallIntegerField(default=0)
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="producers_searchstatistics_one")
        ]

    def __str__(self) -> str:
        return f"{self.documents} products"
