"""The living page of the design system: every component, in both languages beside each other.

Whoever builds a page looks here first and takes what there is; whoever changes a style sees here what else it
changes. Nothing on it is real and nothing it shows can be sent.
"""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from djmoney.forms.fields import MoneyField
from djmoney.money import Money

from ovop.kernel.digits import DigitsForm
from ovop.kernel.runs import RunState
from producers.fields import SeasonField, Supply
from producers.listing_forms import STEPS
from producers.models import Product
from producers.tiles import province_tiles

# Meanings of colours in tokens.scss, in the order they are shown: what it is called, the text that stands on it.
COLOURS = (
    ("brand", "white"), ("accent", "paper"), ("gold", "ink"), ("clay", "white"), ("green-soft", "good-text"),
    ("gold-soft", "gold-text"), ("warn-soft", "warn-text"), ("red-soft", "red-text"), ("blue-soft", "blue-text"),
    ("grey-soft", "grey-text"), ("paper", "text"), ("card", "muted"), ("tint", "text"),
)  # fmt: skip
DRAWINGS = ("basket", "boat", "letters", "meeting", "lens", "paper")
SUPPLY = [Decimal(n) for n in (300, 300, 260, 180, 90, 0, 0, 0, 0, 60, 180, 280)]
SHOWN_IN = ("km", "en")

# Long on purpose: a style that cuts a Khmer sign or lets a word run out is seen here.
TEXTS: dict[str, dict[str, str]] = {
    "km": {
        "title": "ប្រហុកត្រីកំភ្លាញពីបឹងទន្លេសាប", "place": "ភូមិទី១, ខេត្តសៀមរាប", "buyer": "សណ្ឋាគារបឹងឈូក",
        "maker": "សហគមន៍នេសាទភូមិទី១",
        "sentence": "ស្ត្រីក្នុងភូមិផលិតប្រហុកតាមវិធីប្រពៃណី ដោយប្រើត្រីស្រស់ដែលចាប់បានក្នុងរដូវប្រាំង និងអំបិលពីខេត្តកំពត។",
        "marks": "ក្រុំ ស្ត្រី ញ៉ាំ ខ្ញុំ ឡើង ពុំ ង៉ូវ ប៉ុស្តិ៍ ឫស្សី ក្អែក ត្រឹមត្រូវ",
        "question": "តើលុបការដាក់ផលិតផលនេះចោលមែនទេ?",
    },
    "en": {
        "title": "Prahok of moonlight gourami from the Tonle Sap", "place": "Phum Ti Muoy, Siem Reap province",
        "buyer": "Lotus Lake Hotel", "maker": "Phum Ti Muoy Community Fishery",
        "sentence": "The women of the village make it the old way, of fish caught fresh in the dry season and salt of Kampot.",
        "marks": "Quick foxes jump; 1,234.50 of them, “quoted” – and counted.",
        "question": "Throw this listing away?",
    },
}  # fmt: skip


class SampleForm(DigitsForm, forms.Form):
    """One field of every kind the platform has."""

    name = forms.CharField(label=_("Name in Khmer"), help_text=_("As your neighbours say it."))
    kind = forms.ChoiceField(label=_("Field"), choices=[("a", _("Food")), ("b", _("Crafts"))])
    story = forms.CharField(label=_("Story"), widget=forms.Textarea(attrs={"rows": 3}), required=False)  # fmt: skip
    price = MoneyField(label=_("Price"), default_currency="KHR")
    pace = forms.ChoiceField(
        label=_("How often?"), widget=forms.RadioSelect, choices=[("now", _("At once")), ("day", _("Once a day"))],
    )  # fmt: skip
    supply = SeasonField(label=_("How much a month?"))
    photo = forms.FileField(label=_("Photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))  # fmt: skip
    agreed = forms.BooleanField(label=_("I have read this and agree."), required=False)


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component in Khmer and in English."""
    shown = []
    for code in SHOWN_IN:
        with override(code):
            shown.append({"code": code, **_samples(code)})
    context = {"colours": COLOURS, "drawings": DRAWINGS, "shown": shown}
    return render(request, "ovop/design.html", context)


def _samples(code: str) -> dict[str, Any]:
    auto_id, text = f"{code}_%s", TEXTS[code]
    filled = {"name": text["title"], "price": Money(12000, "KHR"), "pace": "now", "supply": Supply("300", (1, 2, 3, 12))}  # fmt: skip
    wrong = SampleForm({"name": "", "price_0": "ten", "price_1": "KHR"}, auto_id=f"{code}_wrong_%s")
    return {
        "t": text,
        "form": SampleForm(initial=filled, auto_id=auto_id),
        "wrong_fields": [wrong["name"], wrong["price"]],
        "states": [SimpleNamespace(state=state, get_state_display=state.label) for state in Product.State],
        "supply": SUPPLY,
        "price": Money(12000, "KHR"),
        "rows": Paginator([1, 2, 3], 1).page(2),
        "tiles": province_tiles({"17": 42, "02": 31, "12": 18, "08": 5}),
        "run": SimpleNamespace(
            active=False, state=RunState.RUNNING, get_state_display=RunState.RUNNING.label, done=34, total=79, error="",
        ),
        "said": [Message(level, text["sentence"]) for level in (SUCCESS, INFO, WARNING, ERROR)],
        "product": SimpleNamespace(
            get_absolute_url="#colours", name=text["title"], village=SimpleNamespace(name=text["place"]),
            province=SimpleNamespace(name=gettext("Cambodia")), price=Money(12000, "KHR"), highest_price=None,
            get_unit_display="kg", stars=4, cover=None,
            category=SimpleNamespace(icon="water", field=SimpleNamespace(pk="fishery")),
        ),
        "steps": [title for title, _what, _fields in STEPS[:4]],
    }  # fmt: skip
