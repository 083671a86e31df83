"""Django's registration of this room."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ProducersConfig(AppConfig):
    name = "producers"
    verbose_name = _("producers")

    def ready(self) -> None:
        from producers.search.aliases import forget

        for signal in (post_save, post_delete):
            signal.connect(forget, sender="producers.ProductTerm", dispatch_uid="search-aliases")
