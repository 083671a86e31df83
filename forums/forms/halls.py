"""Rows of tables that are special: a zone, reached in a wheelchair, with an interpreter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.models import Forum, TableGroup
from forums.models.halls import groups_of
from ovop.kernel.digits import DigitsForm

SPARE_ROWS = 2
MOST_TABLES = 500


class GroupForm(DigitsForm, forms.Form):
    """Tables `first` to `last`, and what is special about them."""

    first = forms.IntegerField(label=gettext_lazy("From table"), min_value=1, max_value=MOST_TABLES)
    last = forms.IntegerField(label=gettext_lazy("to table"), min_value=1, max_value=MOST_TABLES)
    zone = forms.CharField(label=gettext_lazy("Zone"), max_length=60, required=False)
    accessible = forms.BooleanField(label=gettext_lazy("A wheelchair gets there"), required=False)
    interpreter = forms.BooleanField(label=gettext_lazy("With an interpreter"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last table comes before the first."))
        return cleaned


class HallRows(formset_factory(GroupForm, extra=SPARE_ROWS, can_delete=True)):  # type: ignore[misc]
    """The rows of a forum's hall; two rows must not name one table."""

    def __init__(self, data: Any = None, *, instance: Forum, prefix: str) -> None:
        known = groups_of(instance.tables.all()) if instance.pk else []
        super().__init__(data, prefix=prefix, initial=[vars(group) for group in known])
        self.instance = instance

    @property
    def groups(self) -> list[TableGroup]:
        """What the rows say."""
        return [
            TableGroup(**{name: form.cleaned_data[name] for name in GroupForm.base_fields})
            for form in self.forms
            if form.cleaned_data.get("first") and not form.cleaned_data.get("DELETE")
        ]

    def clean(self) -> None:
        """Refuse two rows with a table in common."""
        if any(self.errors):
            return
        seen: set[int] = set()
        for form in self.forms:
            row = form.cleaned_data
            if not row.get("first") or row.get("DELETE"):
                continue
            numbers = set(range(row["first"], row["last"] + 1))
            if numbers & seen:
                form.add_error(
                    "first", _("Table %(n)s stands in two rows.") % {"n": min(numbers & seen)}
                )
            seen |= numbers

    def fits(self, tables: int) -> bool:
        """Whether every row names tables of the hall; else the rows say which do not."""
        for form in self.forms:
            if form.cleaned_data.get("last", 0) > tables and not form.cleaned_data.get("DELETE"):
                form.add_error("last", _("The hall has only %(n)s tables.") % {"n": tables})
        return all(not form.errors for form in self.forms)
