"""Forms of producers, officers and reviewers."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django import forms
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from PIL import Image

from accounts.models import Organisation, User
from accounts.phones import PhoneField
from accounts.profile_forms import ProfileForm
from accounts.scope import in_charge_of
from ovop.kernel.digits import DigitsForm
from places.fields import Picked, PlaceField
from places.models import Village
from producers.fields import SeasonField
from producers.models import Category, Producer, Product
from producers.photos import add_photo, open_photo


def category_choices() -> list[Any]:
    """Kinds of product grouped by field, in the reader's language."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for category in Category.objects.all():
        if category.parent_id is None:
            names[category.pk] = category.name
            groups.setdefault(category.pk, [])
        else:
            groups.setdefault(category.parent_id, []).append((category.pk, category.name))
    return [("", _("Choose…"))] + [
        (names[field], kinds) for field, kinds in groups.items() if kinds
    ]


def catalogue_categories() -> list[tuple[str, str]]:
    """Fields, each followed by its kinds, for the catalogue's filter."""
    every = list(Category.objects.all())
    found = []
    for field in (category for category in every if category.parent_id is None):
        found.append((field.pk, field.name))
        found += [(kind.pk, f"– {kind.name}") for kind in every if kind.parent_id == field.pk]
    return found


class ProductForm(DigitsForm, forms.ModelForm):
    """A listing: phone first, one column, photo first."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("One clear photo in daylight sells best. JPEG, PNG or WebP, at most 8 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    village = PlaceField(label=_("Village where it is made"))
    monthly_supply = SeasonField(label=_("How much you can supply in a month, and in which months"))
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Product
        fields = [
            "photo", "name_km", "name_en", "category", "village", "unit", "price", "monthly_supply",
            "minimum_order", "description_km", "description_en", "packaging", "shelf_life_days",
            "lead_time_days",
        ]  # fmt: skip
        widgets = {
            "description_km": forms.Textarea(attrs={"rows": 3}),
            "description_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "name_km": _("For example: ប្រហុកត្រីកំភ្លាញ. One of the two names is enough."),
            "name_en": _("Foreign buyers search in English. You can add it later."),
        }

    # What is asked first, and what waits behind "more".
    ESSENTIAL = (
        "photo",
        "name_km",
        "name_en",
        "category",
        "village",
        "unit",
        "price",
        "monthly_supply",
    )

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.producer = producer
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]
        self.fields["monthly_supply"].initial = (
            self.instance.monthly_supply if self.instance.pk else None
        )
        if self.instance.pk:
            self.initial["village"] = self.instance.village
            self.fields["version"].initial = self.instance.version
        else:
            self.fields["client_id"].initial = self.instance.client_id
            self.initial.setdefault("village", producer.organisation.village)
        self._image: Image.Image | None = None

    @property
    def essential(self) -> list[forms.BoundField]:
        """Bound fields that are always shown."""
        return [self[name] for name in self.ESSENTIAL]

    @property
    def further(self) -> list[forms.BoundField]:
        """Bound fields behind "more"."""
        hidden = {"client_id", "version", *self.ESSENTIAL}
        return [self[name] for name in self.fields if name not in hidden]

    def clean_photo(self) -> Any:
        upload = self.cleaned_data.get("photo")
        if upload:
            self._image = open_photo(upload, upload.size)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = cleaned.get("version")
        if self.instance.pk and asked and asked != self.instance.version:
            # Whoever has read the sentence and saves again means it.
            self.data = cast(QueryDict, self.data).copy()
            self.data["version"] = str(self.instance.version)
            raise forms.ValidationError(
                _(
                    "Somebody else changed this product while you were typing. What you typed is still "
                    "here: compare it with the product's page, then save again."
                ),
                code="edited_meanwhile",
            )
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Product:
        """Save the product and its photo; of two taps at once one makes it, both get it."""
        product: Product = self.instance
        if product.pk is None:
            product.client_id = self.cleaned_data.get("client_id") or product.client_id
            product.producer = self.producer
            try:
                with transaction.atomic():
                    product = super().save(commit)
            except IntegrityError:
                already = sent_before(self.producer, str(product.client_id))
                if already is None:
                    raise
                return already
        else:
            product.version += 1
            product = super().save(commit)
        if self._image is not None:
            add_photo(product, self._image)
        return product


def sent_before(producer: Producer, client_id: str) -> Product | None:
    """The product that a form with this id made already, if it was sent before."""
    try:
        return Product.objects.filter(producer=producer, client_id=uuid.UUID(client_id)).first()
    except ValueError:
        return None


class ProducerForm(ProfileForm):
    """Who the producer is and where: filled in by the producer after signing up, or by an officer."""

    kind = forms.ChoiceField(
        label=_("Kind of producer"),
        choices=[(kind.value, kind.label) for kind in Organisation.PRODUCER_KINDS],
    )
    village = PlaceField(label=_("Village"))
    phone = PhoneField(
        label=_("Phone number for buyers"),
        required=False,
        help_text=_("Shown only to buyers you have agreed to meet."),
    )

    class Meta:
        model = Producer
        fields = [
            "name_km", "name_en", "kind", "village", "phone", "women_led", "members_count",
            "story_km", "story_en",
        ]  # fmt: skip
        widgets = {
            "story_km": forms.Textarea(attrs={"rows": 3}),
            "story_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, user: User, joins: bool, **kwargs: Any) -> None:
        super().__init__(*args, user=user, joins=joins, **kwargs)
        if self.instance.pk:
            self.initial["village"] = self.instance.organisation.village
        elif joins:
            self.initial.update({"name_km": user.full_name, "phone": user.phone})
        elif user.commune_id or user.district_id or user.province_id:
            self.initial["village"] = Picked.of(user.commune or user.district or user.province)

    def clean_village(self) -> Village:
        village: Village = self.cleaned_data["village"]
        if (
            not self.joins
            and not Village.objects.filter(in_charge_of(self.user), pk=village.pk).exists()
        ):
            raise forms.ValidationError(_("This village is outside the area you answer for."))
        return village

    def locate(self, organisation: Organisation) -> None:
        village = self.cleaned_data["village"]
        organisation.village, organisation.commune = village, village.commune
        organisation.district, organisation.province = village.district, village.province

    def save(self, commit: bool = True) -> Producer:
        """Save; whoever enrols somebody else is remembered."""
        if self.instance.pk is None and not self.joins:
            self.instance.enrolled_by = self.user
        return cast(Producer, super().save(commit))


class ReviewNoteForm(forms.Form):
    """Why a product is sent back or suspended."""

    note = forms.CharField(
        label=_("What must change?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The producer reads this. Say what to change and how."),
    )
