"""Django's registration of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("matching")

    def ready(self) -> None:
        from matching.following import follow
        from matching.trading.answering import open_tickets, question_of
        from notices.hooks import hooks

        follow()
        hooks.question_of = question_of
        hooks.waiting_for = open_tickets
