"""Forms of an enquiry: asking, and offering terms."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buyers.models import Need
from matching.models import Enquiry, Quote
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm
from ovop.kernel.units import Unit, comparable
from producers.models import Product

WORDS = forms.Textarea(attrs={"rows": 3})


class QuoteForm(DigitsForm, forms.ModelForm):
    """Terms to offer; starts from what was asked for."""

    class Meta:
        model = Quote
        fields = ["price", "quantity", "unit", "period", "starts_on", "note"]
        widgets = {
            "starts_on": DayInput(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        """`enquiry`: what the offer is for; one not saved yet will do."""
        super().__init__(*args, **kwargs)
        self.instance.enquiry = enquiry

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Choose a later one."))
        return day


class EnquiryForm(DigitsForm, forms.Form):
    """What a buyer asks a producer: how much, how often, and a few words."""

    need = forms.ChoiceField(label=_("For which of your needs?"), required=False)
    quantity = forms.DecimalField(
        label=_("How much?"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    period = forms.ChoiceField(label=_("How often"), choices=Need.Period.choices)
    text = forms.CharField(
        label=_("Your message"), required=False, max_length=1000, widget=WORDS,
        help_text=_("Ask for a price, a sample, or whatever you want to know."),
    )  # fmt: skip

    def __init__(self, *args: Any, needs: list[Need], product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.product = product
        self.needs = {str(need.pk): need for need in needs}
        field = self.fields["need"]
        field.choices = [("", "—"), *((key, need.name) for key, need in self.needs.items())]  # type: ignore[attr-defined]
        if not needs:
            del self.fields["need"]
        self.initial.setdefault("unit", product.unit)
        chosen = self.needs.get(str(self.initial.get("need", "")))
        if chosen and comparable(chosen.unit, product.unit):
            for name in ("quantity", "unit", "period"):
                self.initial[name] = getattr(chosen, name)

    def clean_unit(self) -> str:
        """One in which the product's price can be said."""
        unit = self.cleaned_data["unit"]
        if not comparable(unit, self.product.unit):
            raise forms.ValidationError(
                _("This product is sold by %(unit)s; that cannot be compared."),
                params={"unit": self.product.get_unit_display()},
            )
        return unit

    @property
    def chosen(self) -> Need | None:
        """The need it is about."""
        return self.needs.get(self.cleaned_data.get("need", ""))


class OfferForm(QuoteForm):
    """What a producer offers for a need: with which product, at which terms, and a few words."""

    product = forms.ChoiceField(label=_("With which of your products?"))
    text = forms.CharField(label=_("Your message"), required=False, max_length=1000, widget=WORDS)

    field_order = ["product"]

    def __init__(self, *args: Any, products: list[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = {str(product.pk): product for product in products}
        self.fields["product"].choices = [(key, p.name) for key, p in self.products.items()]  # type: ignore[attr-defined]

    def clean_product(self) -> Product:
        """Before the model's own checks: the unit is compared with the product's."""
        product = self.products[self.cleaned_data["product"]]
        self.instance.enquiry.product = product
        return product


class MessageForm(forms.Form):
    """A few words."""

    text = forms.CharField(max_length=1000, strip=True)
