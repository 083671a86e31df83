"""The bot's ear: a process of its own that asks Telegram what happened."""

import signal
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notices.bot import api, listening
from notices.channels.errors import DeliveryError


class Command(BaseCommand):
    help = (
        "Listen to Telegram until stopped. With TELEGRAM_WEBHOOK_SECRET set Telegram calls the site "
        "instead; this then registers the webhook and ends."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not api.configured():
            raise CommandError(
                "Set TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_NAME (from @BotFather) first."
            )
        signal.signal(signal.SIGTERM, lambda *_: exit_now())
        called = bool(settings.TELEGRAM["webhook_secret"])
        self._prepare(called)
        if called:
            self.stdout.write(f"Telegram calls {listening.webhook_address()}")
            return
        try:
            listening.poll()
        except KeyboardInterrupt:
            return

    def _prepare(self, called: bool) -> None:
        """Once Telegram answers: which way we hear, and the menu."""
        while True:
            try:
                listening.be_called() if called else listening.ask_instead()
                listening.show_menu()
            except DeliveryError as error:
                self.stderr.write(f"Telegram does not take our settings yet: {error}")
                time.sleep(10)
            else:
                return


def exit_now() -> None:
    """SIGTERM ends it like Ctrl-C; what was heard is kept already."""
    raise KeyboardInterrupt
