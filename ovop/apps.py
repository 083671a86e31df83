"""Django's registration of the project itself: template tags, commands, checks."""

from django.apps import AppConfig


class OvopConfig(AppConfig):
    name = "ovop"

    def ready(self) -> None:
        from ovop import account_news, checks  # noqa: F401
        from ovop.logs import tasks  # noqa: F401
