"""What pages of other rooms show of this one."""

from __future__ import annotations

from django import template

from forums.models import MeetingRequest
from matching.models import Enquiry

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_for_me(context: template.Context) -> dict[str, int]:
    """How many enquiries and meeting requests the reader has to answer. Two queries."""
    user = context["request"].user
    return {
        "enquiries": Enquiry.objects.to_answer(user).count(),
        "meetings": MeetingRequest.objects.to_answer(user).count(),
    }
