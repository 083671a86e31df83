"""Django's registration of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ovop.kernel.watching import shows


class InsightsConfig(AppConfig):
    name = "insights"
    verbose_name = _("insights")

    def ready(self) -> None:
        shows(
            "figures",
            "insights_bucket",
            "insights_target",
            "insights_closedyear",
            "places_province",
            "producers_category",
        )
