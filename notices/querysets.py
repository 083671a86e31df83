"""Reading notices: each person their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

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

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)

    def pending(self) -> NoticeQuerySet:
        return self.filter(state="pending").order_by("created_at", "pk")
