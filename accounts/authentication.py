"""Keys to the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.second_factor.needed import has_one, is_needed_by


class KeyAuthentication(TokenAuthentication):
    """A key opens nothing for who must have a second factor and has none: it may be from before either."""

    def authenticate_credentials(self, key: str) -> tuple[Any, Any]:
        user, token = super().authenticate_credentials(key)
        if is_needed_by(user) and not has_one(user):
            raise AuthenticationFailed(
                _("Your account needs a second step. Open the site and set it up there first.")
            )
        return user, token
