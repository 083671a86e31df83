"""Reading notices: each person their own; staff how those of their province are delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from accounts.scope import role_of

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from notices.models import Notice  # noqa: F401


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The outbox and each person's inbox."""

    def visible_to(self, user: AnyUser) -> NoticeQuerySet:
        """The user's own inbox."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient_id=user.pk, channel="in_app")

    def overseen_by(self, user: AnyUser) -> NoticeQuerySet:
        """Messages whose delivery the user looks after: those that leave the site, in their province.

        One-time codes belong to no province: only the National Committee sees that they left.
        """
        role = role_of(user)
        leaving = self.exclude(channel="in_app")
        if role == "national":
            return leaving
        if not user.is_authenticated or role != "staff":
            return self.none()
        return leaving.filter(province_id=user.province_id)

    def try_again(self) -> int:
        """Out of quarantine, with all attempts before them; how many."""
        return self.filter(state="quarantined").update(
            state="pending", attempts=0, not_before=timezone.now(), last_error=""
        )

    def unread(self) -> NoticeQuerySet:
        """Those their person has not opened."""
        return self.filter(read_at__isnull=True)

    def pending(self) -> NoticeQuerySet:
        """What waits for a channel, also what is held for a while; oldest first."""
        return self.filter(state="pending").order_by("created_at", "pk")

    def due(self, channel: str) -> NoticeQuerySet:
        """What a channel should take now: codes, then what somebody waits for, then the rest; oldest first."""
        due = self.filter(state="pending", channel=channel, not_before__lte=timezone.now())
        return due.order_by(F("expires_at").asc(nulls_last=True), "-urgent", "created_at", "pk")


def count_unread(user_id: int) -> int:
    """How many notices the user has not read; one plain statement, for it is asked with every page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM notices_notice WHERE recipient_id = %s AND channel = 'in_app' AND read_at IS NULL",
            [user_id],
        )
        return int(cursor.fetchone()[0])
