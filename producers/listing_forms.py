"""The listing of a product: one form, shown step by step for a new one and whole for a change."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import models, transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ovop.kernel.digits import DigitsForm
from places.fields import PlaceField
from producers.fields import CategoryWidget, SeasonField
from producers.models import Category, ListingDraft, Producer, Product, ProductPhoto
from producers.snapshots import FIELDS, Difference, differences, snapshot_of

# title, what it is for, its fields. Photos come with the first step and are no form field.
STEPS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (_("Photo"), _("One clear photo in daylight sells best."), ()),
    (_("What it is"), _("What buyers will look for."), ("name_km", "name_en", "category")),
    (_("Price"), _("What you get for one unit."), ("unit", "price", "price_to", "minimum_order")),
    (_("Season"), _("Tap the months in which you have it."), ("monthly_supply", "lead_time_days")),
    (_("Packing"), _("Buyers ask this first."), ("packaging_kind", "packaging", "shelf_life_days")),
    (_("Story"), _("How it is made, who makes it."), ("description_km", "description_en", "village")),
)  # fmt: skip
LAST_STEP = len(STEPS)


class ProductForm(DigitsForm, forms.ModelForm):
    """A listing, in the order of STEPS."""

    category = forms.ModelChoiceField(
        Category.objects.exclude(parent=None), label=_("Category"), widget=CategoryWidget,
        error_messages={"required": _("Choose what kind of product it is.")},
    )  # fmt: skip
    village = PlaceField(label=_("Village where it is made"))
    monthly_supply = SeasonField(label=_("How much you can supply in a month, and in which months"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Product
        fields = FIELDS
        labels = {"price": _("Price for one unit"), "price_to": _("up to (if it varies)")}
        widgets = {
            "description_km": forms.Textarea(attrs={"rows": 4}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "name_km": _("For example: ប្រហុកត្រីកំភ្លាញ. One of the two names is enough."),
            "name_en": _("Foreign buyers search in English. You can add it later."),
            "price_to": _("Leave empty when there is one price."),
            "packaging": _("For example: 500 g, with label"),
            "shelf_life_days": _("Leave empty if it does not spoil."),
        }

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.producer = producer
        self.conflict: list[Difference] = []
        self.fields["lead_time_days"].required = self.fields["minimum_order"].required = False
        if self.instance.pk:
            self.fields["monthly_supply"].initial = self.instance.monthly_supply
            self.initial["village"] = self.instance.village
            self.fields["version"].initial = self.instance.version
        else:
            self.initial.setdefault("village", producer.organisation.village)

    def fields_of(self, step: int) -> list[forms.BoundField]:
        """The bound fields of step 1-LAST_STEP."""
        return [self[name] for name in STEPS[step - 1][2]]

    @property
    def first_wrong_step(self) -> int:
        """The first step with an error; the last one when the error belongs to none."""
        for number, (_title, _text, names) in enumerate(STEPS, 1):
            if any(name in self.errors for name in names):
                return number
        return LAST_STEP

    def clean_lead_time_days(self) -> int:
        given = self.cleaned_data["lead_time_days"]
        return int(self.instance.lead_time_days if given is None else given)

    def clean_minimum_order(self) -> Any:
        given = self.cleaned_data["minimum_order"]
        return self.instance.minimum_order if given is None else given

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        price, highest = cleaned.get("price"), cleaned.get("price_to")
        if price and highest is not None and highest < price.amount:
            self.add_error("price_to", _("The highest price is below the lowest."))
        asked = cleaned.get("version")
        if self.instance.pk and asked and asked != self.instance.version:
            self._say_what_changed(cleaned)
        return cleaned

    def _say_what_changed(self, cleaned: dict[str, Any]) -> None:
        """Somebody saved while this form was open: show theirs beside ours, and ask."""
        stored = Product.objects.select_related("village").get(pk=self.instance.pk)
        # What could not be read of ours is no difference: it starts from theirs.
        mine = Product(
            **{
                name: cleaned.get(name, getattr(stored, name))
                for name in FIELDS
                if hasattr(stored, name)
            }
        )
        self.conflict = differences(snapshot_of(stored), snapshot_of(mine), only=cleaned.keys())
        # Whoever has read the difference and saves again means it.
        self.data = cast(QueryDict, self.data).copy()
        self.data["version"] = str(stored.version)
        raise forms.ValidationError(
            _(
                "Somebody else changed this product while you were typing. What you typed is still "
                "here; the difference is below. Save again to keep yours."
            ),
            code="edited_meanwhile",
        )

    def save(self, commit: bool = True) -> Product:
        product: Product = self.instance
        if product.pk is None:
            product.producer = self.producer
        else:
            product.version += 1
        return cast(Product, super().save(commit))


def snapshot_from(data: QueryDict) -> dict[str, list[str]]:
    """What a listing form sent, as it is stored in a draft: our fields only, texts bounded."""
    return {
        key: [value.replace("\0", "")[:5000] for value in data.getlist(key)[:24]]
        for key in data
        if _field_of(key) in FIELDS
    }


def _field_of(key: str) -> str:
    """The form field that an input belongs to: price_0, monthly_supply-3, village-text."""
    name, _dash, _part = key.partition("-")
    return name.removesuffix("_0").removesuffix("_1") if name.startswith("price_") else name


def form_of(draft: ListingDraft) -> ProductForm:
    """The form with what the draft holds, unchecked; an empty one when nothing was sent yet."""
    if not draft.data:
        return ProductForm(producer=draft.producer)
    sent = QueryDict(mutable=True)
    for key, values in draft.data.items():
        sent.setlist(key, values)
    return ProductForm(sent, producer=draft.producer)


@transaction.atomic
def complete(draft: ListingDraft, form: ProductForm) -> Product:
    """Make the product of a checked form; of two taps at once one makes it, both get it.

    The draft's photos become the product's, and the draft remembers what it became.
    """
    draft = ListingDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.product is not None:
        return draft.product
    form.instance.client_id = draft.client_id
    product = form.save()
    ProductPhoto.objects.filter(draft=draft).update(product=product, draft=None)
    draft.product, draft.data = product, {}
    draft.save(update_fields=["product", "data", "updated_at"])
    return product


def unfinished(producers: models.QuerySet[Producer]) -> models.QuerySet[ListingDraft]:
    """Listings begun and not completed, the last touched first; those that hold anything yet."""
    begun = models.Q(photos__isnull=False)
    for key in ("name_km", "name_en", "category", "price_0", "description_km", "description_en"):
        begun |= models.Q(**{f"data__{key}__0__gt": ""})
    return (
        ListingDraft.objects.filter(begun, producer__in=producers, product=None, discarded_at=None)
        .distinct()
        .select_related("producer__organisation")
        .prefetch_related("photos")
    )
