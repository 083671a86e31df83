"""Stars by a scored rubric: what is judged is data, what was judged is kept.

After the method of Thailand's OTOP Product Champion: exportable with brand equity; continuous and
consistent production; standard, quality and satisfaction; judged again every two years.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ovop.kernel.naming import BilingualName, in_language
from producers.models.categories import Category
from producers.models.products import Product


def default_thresholds() -> list[int]:
    """Per cent from which a product has two, three, four and five stars."""
    return [50, 70, 80, 90]


class Rubric(BilingualName):
    """One version of what is judged for a group of products.

    `fields` are the top-level categories it is for; without any it is for all. Only one may be in
    use for a field; changing one in use makes a new version, so that sheets keep their questions.
    """

    fields = models.ManyToManyField(
        Category, blank=True, related_name="+", limit_choices_to={"parent": None},
        verbose_name=_("for products of"),
    )  # fmt: skip
    thresholds = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)]),
        size=4, default=default_thresholds, verbose_name=_("per cent for 2, 3, 4 and 5 stars"),
    )  # fmt: skip
    valid_years = models.PositiveSmallIntegerField(
        _("years until it is judged again"), default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )  # fmt: skip
    in_use = models.BooleanField(_("in use"), default=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(BilingualName.Meta):
        ordering = ["-in_use", "-created_at", "-pk"]
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    @classmethod
    def for_product(cls, product: Product) -> Rubric | None:
        """The rubric in use for the product's field, or else the one for all fields."""
        in_use = cls.objects.filter(in_use=True)
        own = in_use.filter(fields=product.category.field.pk).first()
        return own or in_use.filter(fields=None).first()

    def stars_for(self, percent: Decimal) -> int:
        """1-5 stars for a score in per cent."""
        return 1 + sum(percent >= least for least in self.thresholds)


class RubricCriterion(BilingualName):
    """One question of a rubric, answered with 0-`most` points.

    `section` groups them; `weight` is the criterion's share, and the shares of a rubric need not
    add up to a hundred: the score is a weighted mean.
    """

    class Section(models.TextChoices):
        EXPORT = "export", _("Exportable, with a name of its own")
        CONTINUITY = "continuity", _("Continuous and consistent")
        QUALITY = "quality", _("Standard, quality and satisfaction")

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    section = models.CharField(_("section"), max_length=10, choices=Section)
    guide_km = models.TextField(_("guide in Khmer"), blank=True, max_length=600)
    guide_en = models.TextField(_("guide in English"), blank=True, max_length=600)
    weight = models.PositiveSmallIntegerField(
        _("weight"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    most = models.PositiveSmallIntegerField(
        _("points"), default=5, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(BilingualName.Meta):
        ordering = ["position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    @property
    def guide(self) -> str:
        """What to look at, in the reader's language."""
        return in_language(self.guide_km, self.guide_en)


class Rating(models.Model):
    """One judging of one product with its whole sheet; never changed afterwards.

    `sheet` is a list of {section, name_km, name_en, weight, most, points}: the questions as
    they stood that day.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="ratings")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="ratings")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_on = models.DateField()
    valid_until = models.DateField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    stars = models.PositiveSmallIntegerField()
    sheet = models.JSONField()
    note = models.TextField(_("note"), blank=True, max_length=1000)

    class Meta:
        ordering = ["-judged_on", "-pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__range=(1, 5)), name="producers_rating_stars_range"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.stars}"


def weighted_percent(sheet: list[dict[str, Any]]) -> Decimal:
    """The weighted mean of points over most points, in per cent with two decimals."""
    weights = sum(Decimal(row["weight"]) for row in sheet)
    if not weights:
        return Decimal(0)
    gained = sum(Decimal(row["weight"]) * row["points"] / row["most"] for row in sheet)
    return (100 * gained / weights).quantize(Decimal("0.01"))
