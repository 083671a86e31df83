"""Asking for another code. Apart from allauth's own view, which breaks for a number nobody has, and so tells which have."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView as AllauthConfirmLoginCodeView
from allauth.core.exceptions import RateLimited
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class ConfirmLoginCodeView(AllauthConfirmLoginCodeView):
    """Typing the code; "send a new one" does the same for every number."""

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        if self._process.user is not None:
            return super()._resend_form_valid(form)
        try:
            self._process.send()  # the message that this number has no account
            self._process.record_resend()
            self._process.persist()
        except RateLimited:
            adapter = get_adapter()
            adapter.add_message(
                self.request, messages.ERROR, message=adapter.error_messages["rate_limited"]
            )
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))
