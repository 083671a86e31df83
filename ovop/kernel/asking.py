"""Who asks: a person with a browser, or a program."""

from django.http import HttpRequest


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, who reads JSON instead of a page."""
    return request.path.startswith("/api/")
