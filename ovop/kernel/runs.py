"""Long work with a visible state: queued, how far, cancelled, failed, resumed after a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_ATTEMPTS = 3
# A worker writes its heartbeat every second or so; this long without one means it is gone.
LOST_AFTER = timedelta(seconds=30)


class RunState(models.TextChoices):
    """Where a run stands."""

    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


ACTIVE = (RunState.QUEUED, RunState.RUNNING)


class RunInProgress(Exception):
    """A run of the same thing is active; `run` is that one."""

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__(str(self))

    def __str__(self) -> str:
        return str(_("This is being worked out already. Watch it here; nothing was started twice."))


class Run(models.Model):
    """One piece of Celery work, owned by its row: the message on the broker is only a wake-up."""

    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    error = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    # The fields of which the unique index allows one active run; empty for all that `start` is given.
    ONE_ACTIVE_PER: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk} ({self.state})"

    @classmethod
    def start(cls, *, started_by: Any, **scope: Any) -> Self:
        """Queue a run of `scope` (need=..., forum=...).

        Raises RunInProgress when one is active: a partial unique index decides, so two people
        pressing at once start one run.
        """
        try:
            with transaction.atomic():
                return cls._default_manager.create(started_by=started_by, **scope)
        except IntegrityError:
            one_of = {key: scope.get(key) for key in cls.ONE_ACTIVE_PER or scope}
            active = cls._default_manager.filter(state__in=ACTIVE, **_lookup(one_of)).first()
            if active is None:
                raise
            raise RunInProgress(active) from None

    @property
    def active(self) -> bool:
        return self.state in ACTIVE

    @property
    def percent(self) -> int:
        """How much is done, 0-100."""
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    def claim(self) -> bool:
        """Take the run for this worker; False when another has it or it is over.

        The attempt is counted before any work: work that kills its worker three times is marked
        failed instead of being tried for ever.
        """
        now = timezone.now()
        lost = Q(state=RunState.RUNNING) & Q(heartbeat_at__lt=now - LOST_AFTER)
        mine = type(self)._default_manager.filter(Q(state=RunState.QUEUED) | lost, pk=self.pk)
        if not mine.update(state=RunState.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1):
            return False
        self.refresh_from_db()
        if self.attempts > MAX_ATTEMPTS:
            self.fail(str(_("It stopped three times without finishing.")))
            return False
        return True

    def progress(self, done: int, total: int) -> bool:
        """Write how far it is; False when somebody asked to cancel or took the run over."""
        mine = self._mine().update(done=done, total=total, heartbeat_at=timezone.now())
        self.done, self.total = done, total
        self.refresh_from_db(fields=["cancel_asked", "state"])
        return bool(mine) and not self.cancel_asked

    def _mine(self) -> models.QuerySet[Self]:
        """The row, as long as it is running by this worker's claim and nobody took it over."""
        return type(self)._default_manager.filter(
            pk=self.pk, state=RunState.RUNNING, attempts=self.attempts
        )

    def ask_cancel(self) -> None:
        """Stop it: at once while queued, at the next progress report while running."""
        rows = type(self)._default_manager.filter(pk=self.pk)
        rows.filter(state=RunState.QUEUED).update(
            state=RunState.CANCELLED, finished_at=timezone.now()
        )
        rows.filter(state=RunState.RUNNING).update(cancel_asked=True)
        self.refresh_from_db()

    def finish(self) -> None:
        """It is done, or cancelled if that was asked."""
        self._end(RunState.CANCELLED if self.cancel_asked else RunState.DONE)

    def fail(self, reason: str) -> None:
        """It cannot be done; `reason` is a sentence for the person."""
        self._end(RunState.FAILED, error=reason[:300])

    def _end(self, state: str, **changes: Any) -> None:
        self._mine().update(state=state, finished_at=timezone.now(), **changes)
        self.refresh_from_db()

    @classmethod
    def lost(cls) -> models.QuerySet[Self]:
        """Runs nobody works on: queued too long ago, or without a heartbeat."""
        then = timezone.now() - LOST_AFTER
        return cls._default_manager.filter(
            Q(state=RunState.QUEUED, created_at__lt=then)
            | Q(state=RunState.RUNNING, heartbeat_at__lt=then)
        )


def _lookup(scope: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{key}__isnull" if value is None else key: value is None or value
        for key, value in scope.items()
    }
