"""Django's registration of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from ovop.kernel.watching import shows

if TYPE_CHECKING:
    from producers.models import ProductTerm


# What the catalogue and the pages of products show; a test reads which tables they ask.
SHOWN = (
    "producers_product", "producers_productphoto", "producers_producer", "producers_certificate", "producers_category",
    "producers_visit", "accounts_organisation", "places_province", "places_district", "places_commune", "places_village",
    "places_exchangerate",
)  # fmt: skip


class ProducersConfig(AppConfig):
    name = "producers"
    verbose_name = _("producers")

    def ready(self) -> None:
        shows("catalogue", *SHOWN)
        for signal in (post_save, post_delete):
            signal.connect(
                _words_changed, sender="producers.ProductTerm", dispatch_uid="search-words"
            )


def _words_changed(instance: ProductTerm, **_rest: Any) -> None:
    """Search with the new words at once; the products that say them follow in the background."""
    from ovop.kernel.wake import wake_after_commit
    from producers.search.aliases import forget, ways_of
    from producers.tasks import refresh_sayings_of

    forget()
    said = sorted({word for way in ways_of(instance) for word in way})
    wake_after_commit(refresh_sayings_of, said)
