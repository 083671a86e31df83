"""Django's registration of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ovop.kernel.watching import shows
from producers.apps import SHOWN


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = _("matching")

    def ready(self) -> None:
        from matching.following import follow
        from matching.trading.answering import open_tickets, question_of
        from matching.views import desk_page, need_page
        from notices.hooks import hooks

        shows("needs", *need_page.SHOWN, *SHOWN)
        shows("timetables", *desk_page.SHOWN)
        follow()
        hooks.question_of = question_of
        hooks.waiting_for = open_tickets
