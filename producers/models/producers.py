"""A producer is an organisation that makes things."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from ovop.kernel.naming import in_language
from producers.querysets import ProducerQuerySet


class Agreed(models.TextChoices):
    """How somebody who cannot tick a box themselves said yes."""

    BY_WORD = "word", _("By word, to me")
    ON_PAPER = "paper", _("On paper, with their mark")


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
    agreed = models.CharField(
        _("how they agreed to be enrolled"), max_length=8, blank=True, choices=Agreed, db_default="", default="",
        editable=False, help_text=_("of whom an officer enrolled by hand"),
    )  # fmt: skip
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
