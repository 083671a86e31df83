"""Who must show a second factor goes nowhere before that, by whatever way they signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.second_factor.needed import has_one, is_needed_by, was_shown
from ovop.kernel.asking import is_api

# Where they may go: to show one, and out.
SHOWING = frozenset({"mfa_reauthenticate", "account_logout", "offline", "service_worker"})
# Who has none yet, sets one up; the password comes first when signing in was a while ago.
SETTING_UP = SHOWING | {"mfa_activate_totp", "account_reauthenticate"}


class SecondFactorMiddleware:
    """Stands behind AuthenticationMiddleware; keys to the API are given out behind the same door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *of_the_view: Any) -> HttpResponse | None:
        # Without the cookie nobody is signed in; asking the session would make pages for visitors vary by it.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or not is_needed_by(user) or was_shown(request):
            return None
        there = has_one(user)
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in (SHOWING if there else SETTING_UP):
            return None
        return _to(request, "mfa_reauthenticate" if there else "mfa_activate_totp")


def _to(request: HttpRequest, route: str) -> HttpResponse:
    if is_api(request):
        detail = _("Your account needs a second step. Open the site and show it there first.")
        return JsonResponse({"detail": detail}, status=403)
    ahead = request.get_full_path() if request.method == "GET" else reverse("home")
    address = f"{reverse(route)}?{urlencode({'next': ahead})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
