"""How one wants to be told, and the sentences staff write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.users import LANGUAGES
from notices.models import Away, Pace, Preference
from notices.ways import is_set_up
from notices.wording import BOTH, problems

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


def ways_open(chosen: str = "") -> list[tuple[str, Any]]:
    """The ways this platform has, and the one already chosen."""
    always = (Away.SMS, Away.NOWHERE, chosen)
    return [each for each in Away.choices if each[0] in always or is_set_up(each[0])]


class PreferenceForm(forms.ModelForm):
    """A person's choice; the language is the account's own."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Preference
        fields = ["away", "email", "pace", "digest_hour", "quiet", "quiet_from", "quiet_until"]
        widgets = {
            "away": forms.RadioSelect, "pace": forms.RadioSelect,
            "digest_hour": forms.Select(choices=HOURS), "quiet_from": forms.Select(choices=HOURS),
            "quiet_until": forms.Select(choices=HOURS),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        }  # fmt: skip
        help_texts = {
            "quiet": _("Nothing is sent between these hours; it comes when they are over."),
            "email": _("We write to it once; open the link in that message."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.away
        self.fields["away"].choices = ways_open(chosen)  # type: ignore[attr-defined]
        self.fields["pace"].choices = Pace.choices  # type: ignore[attr-defined]
        self.initial["language"] = self.instance.user.language
        if not is_set_up(Away.EMAIL) and chosen != Away.EMAIL:
            del self.fields["email"]
        self.before = self.instance.email

    def clean_email(self) -> str:
        """No address that no mail server could be asked for."""
        address: str = self.cleaned_data["email"]
        try:
            address.rpartition("@")[2].encode("idna")
        except UnicodeError:
            raise forms.ValidationError(_("This is not an address mail can be sent to.")) from None
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = "email" in self.fields and "email" not in self.errors and not cleaned.get("email")
        if missing and cleaned.get("away") == Away.EMAIL:
            self.add_error("email", _("Write the address the messages should go to."))
        return cleaned

    def save(self, commit: bool = True) -> Preference:
        choice: Preference = super().save(commit=False)
        fields = [name for name in self.fields if name != "language"]
        if choice.email != self.before:
            choice.email_confirmed = False
            fields.append("email_confirmed")
        # Only what was chosen: a daily message or a confirmation that came meanwhile stays.
        known = Preference.objects.filter(pk=choice.pk).exists()
        choice.save(**({"update_fields": fields} if known else {}))
        User.objects.filter(pk=choice.user_id).update(language=self.cleaned_data["language"])
        return choice

    @property
    def address_is_new(self) -> bool:
        """Whether the person has to be asked to confirm it."""
        return bool(self.instance.email) and self.instance.email != self.before


class WordingForm(forms.Form):
    """One kind's sentence in both languages. Empty means: the one it would replace."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        labels = {"km": _("In Khmer"), "en": _("In English")}
        for language in BOTH:
            self.fields[language] = forms.CharField(
                label=labels[language], max_length=600, required=False,
                widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for language in BOTH:
            for problem in problems(self.kind, cleaned.get(language) or ""):
                self.add_error(language, problem)
        return cleaned
