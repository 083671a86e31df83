"""What the API answers when a state has moved on: 409 and a sentence, never a 500."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler as default_handler

from forums.booking import SlotTaken
from ovop.kernel.runs import RunInProgress
from ovop.kernel.states import StateConflict


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, plus our conflicts and Django's validation errors."""
    if isinstance(error, StateConflict | RunInProgress):
        return Response({"detail": str(error)}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, SlotTaken):
        return Response({"detail": error.messages[0]}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(as_serializer_error(error))
    return default_handler(error, context)
