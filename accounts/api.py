"""A key to the API for phone and password, behind the same locks as signing in on the page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.serializers import AuthTokenSerializer
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.phones import normalise_phone
from accounts.second_factor.forms import is_right
from accounts.second_factor.needed import SET_ONE_UP, has_one, lacks_one


class PhoneTokenSerializer(AuthTokenSerializer):
    """`username` is the phone in any written form. Too many wrong tries close it for a while.

    `code`: the digits of the second factor, for who has or needs one.
    """

    token = None  # type: ignore[assignment]  # DRF's says that it may be sent, too
    code = serializers.CharField(required=False, write_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            phone = normalise_phone(attrs["username"])
            user = get_adapter().authenticate(
                self.context["request"]._request, phone=phone, password=attrs["password"]
            )
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error
        if user is None or not user.phone_verified:
            raise serializers.ValidationError(
                _("The phone number and/or password you specified are not correct.")
            )
        if has_one(user):
            try:
                right = is_right(user, attrs.get("code", ""))
            except ValidationError as error:
                raise serializers.ValidationError({"code": error.messages}) from error
            if not right:
                raise serializers.ValidationError({"code": _("Send the digits of your second step as “code”.")})  # fmt: skip
        elif lacks_one(user):
            raise serializers.ValidationError(SET_ONE_UP)
        return {**attrs, "user": user}


class TokenSerializer(serializers.Serializer[Any]):
    """What opens the rest of the API: `Authorization: Token <token>`."""

    token = serializers.CharField(read_only=True)


class PhoneTokenView(ObtainAuthToken):
    """POST `username` and `password`; answers `{"token": ...}`."""

    serializer_class = PhoneTokenSerializer
    throttle_classes = APIView.throttle_classes  # DRF's view of this kind has none

    @extend_schema(request=PhoneTokenSerializer, responses=TokenSerializer)
    def post(self, request: Request, *given: Any, **named: Any) -> Response:
        """A key for a phone and its password, and the digits of the second step where there is one."""
        return super().post(request, *given, **named)
