"""Judging a product's stars by the rubric in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from producers.models import Product, Rating, Rubric, RubricCriterion
from producers.models.products import in_years
from producers.models.ratings import weighted_percent
from producers.telling import tell_makers


class RatingForm(forms.Form):
    """The sheet of one rubric: points for each criterion, and a note."""

    note = forms.CharField(
        label=_("What would bring another star?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("The producer reads this."),
    )  # fmt: skip

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(rubric.criteria.all())
        for criterion in self.criteria:
            self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.name, help_text=criterion.guide, coerce=int,
                choices=[(n, str(n)) for n in range(criterion.most + 1)], widget=forms.RadioSelect,
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "note"])

    def by_section(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The criteria's fields under their sections, in order."""
        sections: dict[str, list[forms.BoundField]] = {}
        for criterion in self.criteria:
            fields = sections.setdefault(criterion.get_section_display(), [])
            fields.append(self[f"points_{criterion.pk}"])
        return list(sections.items())

    @property
    def points(self) -> dict[int, int]:
        """Criterion -> points."""
        return {c.pk: self.cleaned_data[f"points_{c.pk}"] for c in self.criteria}


@transaction.atomic
def rate(
    product: Product, judge: User, rubric: Rubric, points: Mapping[int, int], note: str = ""
) -> Rating:
    """Keep the sheet, set the product's stars until the next judging, tell the producer.

    `points` maps every criterion's id to 0-`most`.
    """
    sheet = [_line(criterion, points[criterion.pk]) for criterion in rubric.criteria.all()]
    percent = weighted_percent(sheet)
    today = timezone.localdate()
    rating = Rating.objects.create(
        product=product, rubric=rubric, judged_by=judge, judged_on=today, percent=percent,
        valid_until=in_years(today, rubric.valid_years), stars=rubric.stars_for(percent),
        sheet=sheet, note=note,
    )  # fmt: skip
    Product.objects.filter(pk=product.pk).update(stars=rating.stars, stars_until=rating.valid_until)
    product.stars, product.stars_until = rating.stars, rating.valid_until
    tell_makers(product, "product_rated", stars=rating.stars)
    return rating


def _line(criterion: RubricCriterion, points: int) -> dict[str, Any]:
    return {
        "section": criterion.section, "name_km": criterion.name_km, "name_en": criterion.name_en,
        "weight": criterion.weight, "most": criterion.most,
        "points": min(max(points, 0), criterion.most),
    }  # fmt: skip
