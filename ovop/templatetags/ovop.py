"""Template tags every page may use; loaded everywhere as builtins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ModelChoiceField,
    RadioSelect,
    Select,
)
from django.http import QueryDict
from django.utils.dates import MONTHS_3
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_filters import FilterSet
from djmoney.forms.widgets import MoneyWidget
from djmoney.money import Money

from ovop.kernel.amounts import shown_amount, shown_money, shown_quantity
from ovop.kernel.naming import in_language
from ovop.middleware.once import new_once
from ovop.templatetags.quick import static_address
from ovop.text import cut
from producers.snapshots import label_of

register = template.Library()

# Which drawing stands for a list that would show these icons; paper for the rest.
ART = {
    "basket": ("box-seam", "camera", "trophy", "award"),
    "boat": ("check-circle-fill", "check2", "lock"),
    "letters": ("bell", "send", "key"),
    "meeting": (
        "building", "calendar-event", "calendar-week", "grid-3x3-gap", "hand-thumbs-up", "people", "person-badge", "table",
    ),
    "lens": ("search", "list-ul"),
}  # fmt: skip


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite. With a label it is an image, without one it is decoration."""
    return _symbol(static_address("icons.svg"), name, str(label))


@lru_cache(maxsize=500)
def _symbol(source: str, name: str, label: str) -> SafeString:
    """A page has a hundred of them, the sprite some sixty."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            source,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', source, name
    )


@register.simple_tag(takes_context=True)
def once(context: template.Context) -> str:
    """For a form's hidden field: sent twice, it is done once. Not in a part that many are shown."""
    if context.get("in_kept_part"):
        raise template.TemplateSyntaxError("once is new each time; a kept part is not")
    return new_once()


@register.filter
def money(value: Money | None) -> str:
    """An amount as people write it: 12,000 ៛ or $3.50."""
    return "" if value is None else shown_money(value)


@register.filter
def amount(value: Decimal | float | None) -> str:
    """A quantity without needless decimals: 200, 12.5."""
    return "" if value is None else shown_amount(value)


@register.filter
def quantity(value: Decimal | float | None, unit: str) -> str:
    """An amount of a unit: 200 kg, 60 pieces."""
    return "" if value is None else shown_quantity(value, unit)


@register.filter
def shortened(text: str, most: int) -> str:
    """At most `most` characters of a text, never half a Khmer letter."""
    return cut(text, most)


@register.filter
def month_name(number: int) -> str:
    """The short name of month 1-12."""
    return str(MONTHS_3[number]).capitalize()


@register.filter
def season(supply: Iterable[Decimal]) -> list[dict[str, Any]]:
    """Twelve cells of a season bar: month number, amount, and its height 0-4."""
    amounts = list(supply)
    most = max(amounts, default=Decimal(0))
    return [
        {
            "month": month,
            "amount": value,
            "level": 0 if not most or value <= 0 else max(1, round(4 * value / most)),
        }
        for month, value in enumerate(amounts, 1)
    ]


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The current query string with some values changed; None removes one."""
    current: QueryDict = context["request"].GET.copy()
    current.pop("lang", None)
    for key, value in changes.items():
        if value is None or value == "":
            current.pop(key, None)
        else:
            current[key] = value
    encoded = current.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.simple_tag(takes_context=True)
def query_changed(context: template.Context, changes: Mapping[str, Any]) -> str:
    """The current query string with `changes`, on its first page."""
    return query(context, **changes, page=None)


@register.simple_tag(takes_context=True)
def query_only(context: template.Context, name: str) -> str:
    """A query string of nothing but the current value of `name`."""
    current = QueryDict(mutable=True)
    current[name] = context["request"].GET.get(name, "")
    return f"?{current.urlencode()}"


@register.simple_tag(takes_context=True)
def language_link(context: template.Context, code: str) -> str:
    """This page in another language. A page answered to a form is not repeatable, so no query."""
    request = context["request"]
    if not request.GET:
        return f"{request.path}?lang={code}"
    current = request.GET.copy() if request.method == "GET" else QueryDict(mutable=True)
    current["lang"] = code
    return f"{request.path}?{current.urlencode()}"


@register.filter
def widget_kind(field: BoundField) -> str:
    """Which markup a form field needs: check, choices, select or text."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, MoneyWidget):
        return "money"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, Select):
        return "select"
    return getattr(widget, "kind", "text")


@register.filter
def with_css(field: BoundField) -> SafeString:
    """The field's widget with Bootstrap's classes and links to its help and errors."""
    kind = widget_kind(field)
    base = {"check": "form-check-input", "select": "form-select"}.get(kind, "form-control")
    attrs: dict[str, str | bool] = {"class": f"{base} is-invalid" if field.errors else base}
    described = [f"{field.auto_id}_help"] if field.help_text else []
    if field.errors:
        attrs["aria-invalid"] = "true"
        described.append(f"{field.auto_id}_errors")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if kind == "select":
        _ask_to_choose(field.field)
    return field.as_widget(attrs=attrs)


def _ask_to_choose(field: Any) -> None:
    """Django's row of dashes says nothing to who has never seen a form."""
    dashes = BLANK_CHOICE_DASH[0]
    if isinstance(field, ModelChoiceField):  # its rows are not read here
        if field.empty_label == dashes[1]:
            field.empty_label = _("Choose…")
        return
    choices = list(field.widget.choices)
    if choices and choices[0] == dashes:
        field.widget.choices = [("", _("Choose…")), *choices[1:]]


STATE_TONES = {
    "draft": "neutral", "submitted": "waiting", "changes_requested": "warn", "registered": "good", "renewed": "good",
    "suspended": "bad", "uploaded": "waiting", "checked": "waiting", "imported": "good", "undone": "neutral", "kept": "warn",
    "new": "good", "known": "neutral", "wrong": "bad", "expired": "neutral", "open": "good", "paused": "waiting", "filled": "good",
    "closed": "neutral", "pending": "waiting", "approved": "good", "waitlisted": "waiting",
    "declined": "bad", "cancelled": "neutral", "asked": "waiting", "accepted": "good",
    "withdrawn": "neutral", "timetabled": "good", "running": "good", "finished": "neutral",
    "archived": "neutral", "published": "good", "superseded": "neutral", "queued": "waiting",
    "done": "good", "failed": "bad", "deal": "good", "trial": "good", "sample": "waiting",
    "talking": "good", "quoted": "waiting", "proposed": "waiting", "agreed": "good", "dissolved": "neutral", "follow_up": "waiting", "none": "neutral", "not_held": "bad",
    "delivered": "good", "paid": "good", "ended": "good", "broken": "bad", "pledged": "waiting", "under_way": "waiting",
    "partly": "warn", "not_kept": "bad", "planned": "waiting", "held": "good", "attended": "good", "missed": "bad",
    "sent": "good", "quarantined": "bad",
}  # fmt: skip


@register.filter
def tone(state: str) -> str:
    """The colour a state is shown in."""
    return STATE_TONES.get(state, "neutral")


@register.inclusion_tag("components/_empty.html")
def empty(
    icon_name: str, title: str, text: str = "", link: str = "", label: str = ""
) -> dict[str, str]:
    """What a list says when there is nothing in it, with the next step."""
    art = next((art for art, icons in ART.items() if icon_name in icons), "paper")
    return {"art": art, "title": title, "text": text, "link": link, "label": label}


@register.simple_tag
def illustration(name: str) -> SafeString:
    """One of our drawings: basket, boat, letters, meeting, lens or paper. Decoration; it says nothing."""
    return format_html(
        '<svg class="illustration" viewBox="0 0 200 130" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static_address("art.svg"),
        name,
    )


@register.filter
def filters_set(found: FilterSet) -> int:
    """How many filters of a list are set, not counting the words searched for."""
    counted = [name for name in found.form.fields if name not in ("q", *found.form.errors)]
    return sum(bool(found.data.get(name)) for name in counted)


@register.filter
def get(values: Mapping[Any, Any] | None, key: Any) -> Any:
    """`values[key]`, or an empty text."""
    return (values or {}).get(key, "")


@register.filter
def named(values: Mapping[str, str]) -> str:
    """The name in the reader's language of a row with name_km and name_en."""
    return in_language(values.get("name_km", ""), values.get("name_en", ""))


@register.filter
def field_label(name: str) -> str:
    """What a product's field is called on its form."""
    return label_of(name)


@register.filter
def next_step(step: int, steps: Sequence[Any]) -> int:
    """The step after `step`; the last one stays."""
    return min(step + 1, len(steps))


@register.filter
def being_prepared(photos: Iterable[Any]) -> bool:
    """Whether a photo is still on its way through the re-encoding task."""
    return any(photo.state == "pending" for photo in photos)


def _chosen(found: FilterSet) -> list[tuple[str, str]]:
    """The filters that are set, by name, as people read them."""
    chosen = []
    for name, field in found.form.fields.items():
        value = str(found.data.get(name, ""))
        if not value or name in ("q", "sort") or name in found.form.errors:
            continue
        labels = {str(key): label for key, label in getattr(field.widget, "choices", [])}
        text = str(labels.get(value, value)).lstrip("– ")
        chosen.append(
            (name, text if name in ("province", "category") else f"{field.label}: {text}")
        )
    return chosen


@register.simple_tag(takes_context=True)
def filters_chosen(context: template.Context, found: FilterSet) -> list[dict[str, str]]:
    """The filters that are set, each with the address that takes it away."""
    return [
        {"label": label, "without": query(context, **{name: None, "page": None})}
        for name, label in _chosen(found)
    ]


@register.simple_tag
def search_name(found: FilterSet) -> str:
    """What a search is called when it is kept: its words, then its filters."""
    words = str(found.data.get("q", "")).strip()
    return " · ".join(part for part in (words, *(label for _name, label in _chosen(found))) if part)


@register.filter
def percent_of(part: float, whole: float) -> int:
    """`part` as whole per cent of `whole`; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


@register.filter
def join_names(items: Iterable[Any]) -> str:
    """Names in a row, separated as the language does."""
    return _(", ").join(str(item) for item in items)
