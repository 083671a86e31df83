"""Who helps to organise a forum."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.phones import PhoneField
from accounts.requests import SignedInRequest
from forums.helping import add_organiser
from forums.models import Organiser
from forums.views.entering import organised_forum

MAIN = Organiser.Part.MAIN


class OrganiserForm(forms.Form):
    """Somebody with an account, by phone, and what they may do."""

    phone = PhoneField(label=gettext_lazy("Their phone number"))
    part = forms.ChoiceField(
        label=gettext_lazy("What they may do"), choices=Organiser.Part.choices,
        widget=forms.RadioSelect, initial=Organiser.Part.SUPPORTING,
    )  # fmt: skip

    def clean_phone(self) -> User:
        person = User.objects.filter(phone=self.cleaned_data["phone"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody has an account with this number. Ask them to sign up first.")
            )
        return person


@login_required
def organisers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who helps, and a form to add one or to change what one may do."""
    forum = organised_forum(request, pk, MAIN)
    form = OrganiserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        add_organiser(forum, cleaned["phone"], cleaned["part"], request.user)
        messages.success(request, _("Noted. They find the forum under “Forums”."))
        return redirect("forums:organisers", pk=pk)
    context = {"forum": forum, "form": form, "rows": forum.organisers.select_related("user")}
    return render(request, "forums/organisers.html", context)


@login_required
@require_POST
def remove_organiser(request: SignedInRequest, pk: int, organiser: int) -> HttpResponse:
    """They help no longer."""
    forum = organised_forum(request, pk, MAIN)
    get_object_or_404(forum.organisers, pk=organiser).delete()
    messages.info(request, _("They can no longer organise this forum."))
    return redirect("forums:organisers", pk=pk)
