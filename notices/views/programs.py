"""A person's own programs: the addresses that are told what the person is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import SignedInRequest
from notices.models import Notice, Webhook, WebhookDelivery
from notices.models.webhooks import MOST
from notices.sending import tell
from notices.webhooks.queueing import payload_of, wake
from ovop.kernel import outgoing

SHOWN = 5  # deliveries of an address
_SHOW_ONCE = "webhook_secret"


class AddressForm(forms.Form):
    """One address, which must be out in the internet."""

    url = forms.CharField(
        label=gettext_lazy("Address"), max_length=outgoing.LONGEST, strip=True,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
        help_text=gettext_lazy("It is sent a POST with JSON for each notice you get."),
    )  # fmt: skip

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            outgoing.check(url)
        except outgoing.NotAllowed as error:
            raise forms.ValidationError(str(error)) from None
        return url


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programs(request: SignedInRequest) -> HttpResponse:
    """The addresses with what they were told last; adding one shows its secret, once."""
    form = AddressForm(request.POST or None)
    mine = Webhook.objects.filter(user=request.user)
    if form.is_valid():
        if hook := _added(request, form.cleaned_data["url"]):
            request.session[_SHOW_ONCE] = [hook.url, hook.secret]
            tell(
                [request.user], "webhook_added", link=reverse("notices:programs"), address=hook.url
            )
            messages.success(request, _("Added. Keep its secret now: it is not shown again."))
            return redirect("notices:programs")
        form.add_error("url", _("Not more than %(n)s addresses. Remove one first.") % {"n": MOST})
    context = {
        "form": form,
        "new": request.session.pop(_SHOW_ONCE, None),
        "hooks": [{"hook": hook, "last": list(hook.deliveries.all()[:SHOWN])} for hook in mine],
    }
    return render(request, "notices/programs.html", context)


def _added(request: SignedInRequest, url: str) -> Webhook | None:
    """The address, also when it was there (with a new secret: the old one is forgotten); None when there are too many."""
    with transaction.atomic():
        # One person's two windows wait for each other.
        User.objects.select_for_update().get(pk=request.user.pk)
        mine = Webhook.objects.filter(user=request.user)
        if mine.exclude(url=url).count() >= MOST:
            return None
        mine.filter(url=url).delete()
        return Webhook.objects.create(user=request.user, url=url)


@login_required
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """The address is told nothing more, and what was told to it is forgotten."""
    get_object_or_404(Webhook, pk=pk, user=request.user).delete()
    messages.success(request, _("Removed."))
    return redirect("notices:programs")


@login_required
@require_POST
def trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it a trial now; one that was off is on again."""
    hook = get_object_or_404(Webhook, pk=pk, user=request.user)
    waiting = hook.deliveries.filter(kind="trial", state=WebhookDelivery.State.PENDING)
    if waiting.exists():
        messages.info(request, _("A trial is on its way already."))
        return redirect("notices:programs")
    Webhook.objects.filter(pk=hook.pk).update(off_at=None, failing_since=None, busy_until=None)
    said: dict[str, Any] = payload_of(Notice(kind="trial", language=request.user.language, context={}))  # fmt: skip
    WebhookDelivery.objects.create(webhook=hook, kind="trial", payload=said)
    wake()
    messages.success(request, _("A trial was sent. Look below in a moment whether it arrived."))
    return redirect("notices:programs")
