"""The request as a view behind `login_required` or `roles_required` gets it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class SignedInRequest(HttpRequest):
    """For type checkers: somebody is signed in. Never instantiated."""

    user: User
    htmx: HtmxDetails
