"""What a channel raises."""

from __future__ import annotations

import re
from datetime import timedelta


class DeliveryError(Exception):
    """The channel did not take the notice; it may be tried again."""


class Refused(DeliveryError):
    """It will never be taken: no such number, the person blocked us, the text is not allowed."""


class ChannelDown(DeliveryError):
    """The channel itself does not work at present: no answer, an error of its own, a wrong key."""


class Busy(DeliveryError):
    """The channel wants to be left alone for `wait`; the notice is not to blame."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"asked to wait {wait.total_seconds():.0f} s")


def careful(said: str) -> str:
    """What a server said, without what it repeats of the message: addresses, links, numbers, codes."""
    plain = re.sub(r"\S+@\S+|https?:\S+|/a/\S+|\+?\d[\d .-]{2,}\d", "…", said.replace("\0", ""))
    return " ".join(plain.split())[:120]
