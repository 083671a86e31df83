"""The reader's language: ?lang= first, then the cookie, then Khmer.

Changing it in one's settings sets the cookie too; notices to the phone use the account's.

The browser's Accept-Language is not asked: phones sold in Cambodia often claim English while
their owner reads Khmer. One tap on the switch is remembered for a year.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ovop.kernel.asking import is_api


class LanguageMiddleware:
    """Activates the language and remembers a switch made by `?lang=km` or `?lang=en`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.codes = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        stored = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next(
            (code for code in (asked, stored) if code in self.codes), settings.LANGUAGE_CODE
        )
        if is_api(request) and asked not in self.codes:
            language = "en"  # messages of the API are read by developers unless asked otherwise
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        if asked in self.codes and asked != stored:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response
