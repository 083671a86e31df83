"""A producer is an organisation that makes things."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from ovop.kernel.naming import in_language
from producers.querysets import ProducerQuerySet


class Producer(models.Model):
    """The producing side of an organisation. One without members was enrolled by an officer."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="producer")
    women_led = models.BooleanField(_("led by women"), default=False)
    members_count = models.PositiveIntegerField(_("people who work in it"), default=1)
    story_km = models.TextField(_("story in Khmer"), blank=True, max_length=3000)
    story_en = models.TextField(_("story in English"), blank=True, max_length=3000)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("producer")
        verbose_name_plural = _("producers")

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def story(self) -> str:
        """The story in the reader's language."""
        return in_language(self.story_km, self.story_en)
