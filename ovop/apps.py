"""Django's registration of the project itself: template tags, commands, checks."""

import os
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class OvopConfig(AppConfig):
    name = "ovop"

    def ready(self) -> None:
        from ovop import account_news, checks  # noqa: F401
        from ovop.kernel import replica, watching
        from ovop.logs import tasks  # noqa: F401

        replica.watch()
        watching.watch()

        # Of the last room with tables: Django says it of no app without any.
        post_migrate.connect(_let_the_site_in, sender=apps.get_app_config("insights"))


def _let_the_site_in(**rest: Any) -> None:
    """A migration makes tables, and triggers anew: the site's role is given what it needs of them each time."""
    from ovop.audit.roles import grant_to

    if site := os.environ.get("APP_DATABASE_URL"):
        grant_to(site)
