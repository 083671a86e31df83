"""The channels a notice can leave by. Each takes a Notice and raises DeliveryError on failure."""

from collections.abc import Callable

from notices.channels import console, in_app
from notices.channels.errors import DeliveryError
from notices.models import Notice

CHANNELS: dict[str, Callable[[Notice], None]] = {
    Notice.Channel.IN_APP: in_app.deliver,
    Notice.Channel.CONSOLE: console.deliver,
}

__all__ = ["CHANNELS", "DeliveryError"]
