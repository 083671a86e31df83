"""Keys to the API."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.second_factor.needed import SET_ONE_UP, lacks_one


class KeyAuthentication(TokenAuthentication):
    """A key opens nothing for who must have a second factor and has none: it may be from before either."""

    def authenticate_credentials(self, key: str) -> tuple[Any, Any]:
        user, token = super().authenticate_credentials(key)
        if lacks_one(user):
            raise AuthenticationFailed(SET_ONE_UP)
        return user, token
