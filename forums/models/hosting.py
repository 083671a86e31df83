"""Who holds a forum: the organisations named on it, and the people who help to run it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.forums import Forum
from ovop.kernel.naming import BilingualName


class Host(BilingualName):
    """An organisation that holds the forum or supports it, shown on its page."""

    class Part(models.TextChoices):
        HOST = "host", _("Host")
        PARTNER = "partner", _("Partner")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="hosts")
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.HOST)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(BilingualName.Meta):
        ordering = ["part", "position", "pk"]
        verbose_name = _("host")
        verbose_name_plural = _("hosts")


# Each part may also do what those before it may.
PARTS = ("door", "supporting", "main")


class Organiser(models.Model):
    """Somebody outside the province's staff who helps: a main one does everything staff do."""

    class Part(models.TextChoices):
        MAIN = "main", _("Main: everything")
        SUPPORTING = "supporting", _("Supporting: people, requests and the timetable's draft")
        DOOR = "door", _("Door: the day itself")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="organisers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="organises")
    part = models.CharField(_("what they may do"), max_length=10, choices=Part)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "user"], name="forums_organiser_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_part_display()}"
