"""Django's registration of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ovop.kernel.watching import shows


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = _("forums")

    def ready(self) -> None:
        from forums.calendars import agenda_of
        from notices.hooks import hooks

        hooks.agenda_of = agenda_of
        shows("forums", "forums_forum")
