"""The yearly question: how producers live. Asked of them, or by officers who sit with them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from insights.forms import LivelihoodForm
from insights.models import LivelihoodAnswer
from insights.models.surveys import this_year
from producers.models import Producer


@roles_required(Role.PRODUCER)
def my_livelihood(request: SignedInRequest) -> HttpResponse:
    """One's own answer of this year."""
    own = Producer.objects.own(request.user).first()
    if own is None:
        messages.info(request, _("First tell us who you are."))
        return redirect("producers:profile")
    return _answer(request, own)


@login_required
def livelihood(request: SignedInRequest, pk: int) -> HttpResponse:
    """A producer's answer, written down by whoever may change the producer."""
    return _answer(request, get_object_or_404(Producer.objects.editable_by(request.user), pk=pk))


def _answer(request: SignedInRequest, producer: Producer) -> HttpResponse:
    year = this_year()
    known = LivelihoodAnswer.objects.filter(producer=producer, year=year).first()
    # What somebody answered is shown to themselves alone; an officer who sits with them starts on an empty page.
    theirs = producer.organisation.memberships.filter(user=request.user).exists()
    shown = known if theirs or request.method == "POST" else None
    form = LivelihoodForm(request.POST or None, instance=shown, producer=producer, year=year)
    if form.is_valid():
        form.instance.answered_by = request.user
        form.save()
        text = _("Thank you. Your answers are counted without your name.") if form.instance.consent else _("Nothing of it was kept.")  # fmt: skip
        messages.success(request, text)
        return redirect("home")
    return render(request, "insights/livelihood.html", {
        "form": form, "producer": producer, "year": year, "replaces": known is not None and not theirs,
    })  # fmt: skip
