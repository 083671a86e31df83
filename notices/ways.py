"""Which ways out of the site this platform has."""

from django.conf import settings

from notices.bot.api import configured
from notices.models import Channel


def is_set_up(channel: str) -> bool:
    """Whether messages can leave by `channel` (README, "Telling people")."""
    return {
        Channel.SMS: bool(settings.SMS["url"]), Channel.TELEGRAM: configured(),
        Channel.EMAIL: bool(settings.EMAIL_HOST),
        Channel.CONSOLE: settings.NOTICE_PHONE_CHANNEL == Channel.CONSOLE,
    }[Channel(channel)]  # fmt: skip
