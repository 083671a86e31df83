"""The rubric that comes with the platform, and changing one without changing what was judged by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ovop.kernel.digits import DigitsForm
from producers.models import Category, Rubric, RubricCriterion

# section, weight, Khmer, English, guide in Khmer, guide in English. The sections are those of
# Thailand's OTOP Product Champion; the questions and weights are ours, for the Committee to change.
DEFAULT: tuple[tuple[str, int, str, str, str, str], ...] = (
    ("export", 10, "ឈ្មោះ និងរូបសញ្ញារបស់ខ្លួន", "A name and mark of its own", "មានឈ្មោះ ស្លាក និងរូបសញ្ញាដែលអ្នកទិញចាំ។", "A name, label and mark that buyers remember."),
    ("export", 10, "រឿងរ៉ាវភូមិ", "The village's story", "រឿងពិត ប្រាប់ពីទីកន្លែង និងអ្នកធ្វើ។", "A true story of the place and its makers."),
    ("export", 10, "ការវេចខ្ចប់សម្រាប់ដឹកឆ្ងាយ", "Packed to travel", "ទ្រាំនឹងការដឹកជញ្ជូន មានស្លាកជាភាសាបរទេស។", "Stands the journey; labelled in a foreign language too."),
    ("continuity", 10, "ផលិតបានទៀងទាត់", "Made regularly", "មានគ្រប់ខែ ឬគ្រប់រដូវ តាមដែលបានប្រាប់។", "There each month, or each season, as listed."),
    ("continuity", 10, "គុណភាពដូចគ្នា", "The same each time", "ទំហំ រសជាតិ ពណ៌ មិនប្រែប្រួល។", "Size, taste and colour do not vary."),
    ("continuity", 10, "វត្ថុធាតុដើម និងដៃមនុស្សក្នុងស្រុក", "Local material and hands", "ភាគច្រើនមកពីភូមិ ឬស្រុក។", "Mostly of the village or district."),
    ("quality", 15, "ស្តង់ដារ និងវិញ្ញាបនបត្រ", "Standard and certificates", "មានវិញ្ញាបនបត្រដែលនៅមានសុពលភាព។", "Certificates that are in force."),
    ("quality", 15, "គុណភាពទំនិញ", "The product itself", "ភ្លក់ ពាល់ ប្រៀបធៀប។", "Taste it, touch it, compare it."),
    ("quality", 10, "អ្នកទិញពេញចិត្ត", "Buyers are content", "ទិញម្តងទៀត ពាក្យសរសើរ ពាក្យបណ្ដឹង។", "They buy again; praise and complaints."),
)  # fmt: skip


def load_rubric() -> bool:
    """Make the first rubric where there is none; True when it did."""
    if Rubric.objects.exists():
        return False
    rubric = Rubric.objects.create(name_km="ផលិតផល OVOP", name_en="OVOP product")
    RubricCriterion.objects.bulk_create(
        RubricCriterion(
            rubric=rubric, section=section, weight=weight, name_km=km, name_en=en,
            guide_km=guide_km, guide_en=guide_en, position=place,
        )
        for place, (section, weight, km, en, guide_km, guide_en) in enumerate(DEFAULT)
    )  # fmt: skip
    return True


class RubricForm(DigitsForm, forms.ModelForm):
    """Whom a rubric is for, and how many stars a score gives."""

    class Meta:
        model = Rubric
        fields = ["name_km", "name_en", "fields", "thresholds", "valid_years"]
        widgets = {"fields": forms.CheckboxSelectMultiple}
        help_texts = {"fields": _("None ticked: for all products without a rubric of their own.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields"].queryset = Category.objects.filter(parent=None)  # type: ignore[attr-defined]

    def clean_fields(self) -> Any:
        chosen = self.cleaned_data["fields"]
        others = Rubric.objects.filter(in_use=True).exclude(pk=self.instance.pk)
        taken = others.filter(fields__in=chosen) if chosen else others.filter(fields=None)
        if taken.exists():
            raise forms.ValidationError(
                _("“%(rubric)s” is in use for these already. Change that one.")
                % {"rubric": taken[0].name}
            )
        return chosen

    def clean_thresholds(self) -> list[int]:
        given: list[int] = self.cleaned_data["thresholds"]
        if len(given) != 4 or given != sorted(set(given)) or not 0 < given[0] <= given[-1] <= 100:
            raise forms.ValidationError(
                _("Write four rising numbers from 1 to 100, like 50,70,80,90.")
            )
        return given


class CriterionForm(DigitsForm, forms.ModelForm):
    class Meta:
        model = RubricCriterion
        fields = ["section", "name_km", "name_en", "guide_km", "guide_en", "weight", "most"]
        widgets = {
            "guide_km": forms.Textarea(attrs={"rows": 2}),
            "guide_en": forms.Textarea(attrs={"rows": 2}),
        }


class _Criteria(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and not kept_criteria(self):
            raise forms.ValidationError(_("A rubric needs at least one criterion."))


CriterionFormSet = inlineformset_factory(
    Rubric, RubricCriterion, form=CriterionForm, formset=_Criteria, extra=1, can_delete=True,
    max_num=30, validate_max=True,
)  # fmt: skip


def kept_criteria(formset: BaseInlineFormSet[Any, Any, Any]) -> list[dict[str, Any]]:
    """The cleaned lines that are filled in and not marked for deletion."""
    return [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data and not form.cleaned_data.get("DELETE")
    ]


class RubricConflict(Exception):
    """Somebody else has replaced the rubric meanwhile."""


@transaction.atomic
def new_version(
    old: Rubric | None, form: RubricForm, formset: BaseInlineFormSet[Any, Any, Any], user: User
) -> Rubric:
    """Store a checked form as a rubric of its own and retire `old`.

    Sheets judged by the old one keep pointing at it.
    """
    cleaned = dict(form.cleaned_data)
    fields = cleaned.pop("fields")
    if old is not None and not Rubric.objects.filter(pk=old.pk, in_use=True).update(in_use=False):
        raise RubricConflict
    rubric = Rubric.objects.create(changed_by=user, **cleaned)
    rubric.fields.set(fields)
    names = ("section", "name_km", "name_en", "guide_km", "guide_en", "weight", "most")
    RubricCriterion.objects.bulk_create(
        RubricCriterion(rubric=rubric, position=place, **{name: line[name] for name in names})
        for place, line in enumerate(kept_criteria(formset))
    )
    return rubric
