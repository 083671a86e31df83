"""What organisers lay down about who comes: their own questions, places for some, and invitations."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from forums.models.forums import Forum
from forums.models.sides import Side
from ovop.kernel.naming import BilingualName


class Question(BilingualName):
    """Something the organisers want to know of whoever registers; its name is the question."""

    class Kind(models.TextChoices):
        TEXT = "text", _("a few words")
        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("a number")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="questions")
    kind = models.CharField(_("answer"), max_length=8, choices=Kind, default=Kind.TEXT)
    side = models.CharField(_("asked of"), max_length=8, choices=Side, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(BilingualName.Meta):
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def shown(self, answer: str) -> str:
        """The answer as it is read; yes and no are stored as words of the form."""
        if self.kind == self.Kind.YES_NO:
            return {"yes": gettext("Yes"), "no": gettext("No")}.get(answer, answer)
        return answer


class Quota(models.Model):
    """At most so many producers of a field of products, or so many organisations of a district."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="quotas")
    category = models.ForeignKey(
        "producers.Category", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("field"),
    )  # fmt: skip
    district = models.ForeignKey(
        "places.District", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("district"),
    )  # fmt: skip
    most = models.PositiveSmallIntegerField(_("at most"), validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "category", "district"], nulls_distinct=False, name="forums_quota_once"
            ),
            models.CheckConstraint(
                condition=models.Q(category__isnull=True) ^ models.Q(district__isnull=True),
                name="forums_quota_of_one_thing",
                violation_error_message=_("Choose either a field of products or a district."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.category or self.district}: {self.most}"


class Invitation(models.Model):
    """An organisation was asked to come; its answer is its registration, or that it cannot."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="forum_invitations")
    side = models.CharField(max_length=8, choices=Side)
    message = models.CharField(max_length=500, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "organisation"], name="forums_invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.forum}"
