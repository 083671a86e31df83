"""The channels a notice can leave by.

Each takes a Notice, returns its name at the channel (or "") and raises one of `errors`.
"""

from collections.abc import Callable

from notices.channels import console, email, in_app, sms, telegram
from notices.channels.errors import Busy, ChannelDown, DeliveryError, Refused
from notices.models import Channel, Notice

# In this order: what is quickest and most urgent (codes) before what may hang.
CHANNELS: dict[str, Callable[[Notice], str]] = {
    Channel.IN_APP: in_app.deliver,
    Channel.CONSOLE: console.deliver,
    Channel.SMS: sms.deliver,
    Channel.TELEGRAM: telegram.deliver,
    Channel.EMAIL: email.deliver,
}

__all__ = ["CHANNELS", "Busy", "ChannelDown", "DeliveryError", "Refused"]
