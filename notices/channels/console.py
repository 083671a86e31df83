"""Development's telephone: the message is written where the platform runs."""

import sys

from notices.messages import as_sms
from notices.models import Notice


def deliver(notice: Notice) -> str:
    """Write the message to standard error, in the person's language."""
    sys.stderr.write(f"[SMS to {notice.phone}] {as_sms(notice)}\n")
    sys.stderr.flush()
    return ""
