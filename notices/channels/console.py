"""Development's telephone: the message is written where the platform runs."""

import sys

from django.utils import translation

from notices.models import Notice


def deliver(notice: Notice) -> None:
    """Write the message to standard error, in the person's language."""
    with translation.override(notice.language):
        sys.stderr.write(f"[SMS to {notice.phone}] {notice.text} {notice.link}".rstrip() + "\n")
    sys.stderr.flush()
