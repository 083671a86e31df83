"""The hall: time slots and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Slot(models.Model):
    """One period in which every table holds at most one meeting."""

    forum = models.ForeignKey("forums.Forum", models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    session = models.PositiveSmallIntegerField(
        default=1, help_text=_("1 morning, 2 afternoon, and on through the days")
    )
    day = models.PositiveSmallIntegerField(
        default=0, help_text=_("day of the forum from 1; 0 when it has one day")
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed = models.BooleanField(default=False, help_text=_("no time is left for it"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "position"], name="forums_slot_position_once"),
            models.UniqueConstraint(fields=["forum", "starts_at"], name="forums_slot_start_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="forums_slot_forward"
            ),
        ]

    def __str__(self) -> str:
        local = timezone.localtime(self.starts_at)
        clock = local.strftime("%H:%M")
        return f"{local.day}/{local.month} {clock}" if self.day else clock


class Table(models.Model):
    """A numbered place in the hall where two sides sit down."""

    forum = models.ForeignKey("forums.Forum", models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    zone = models.CharField(max_length=60, blank=True)
    accessible = models.BooleanField(default=False, help_text=_("reached and used in a wheelchair"))
    interpreter = models.BooleanField(default=False, help_text=_("an interpreter sits there"))
    lost_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("position of the slot from which it cannot be used")
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="forums_table_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)

    def usable_in(self, slot: Slot) -> bool:
        """Whether a meeting can be held here then."""
        return not slot.closed and (self.lost_from is None or slot.position < self.lost_from)


@dataclass(frozen=True)
class TableGroup:
    """Tables `first` to `last` and what is special about them."""

    first: int
    last: int
    zone: str = ""
    accessible: bool = False
    interpreter: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of its tables."""
        return range(self.first, self.last + 1)


NO_GROUP = TableGroup(1, 0)


def groups_of(tables: Iterable[Table]) -> list[TableGroup]:
    """Runs of neighbouring tables that are special in the same way, in order."""

    def kind(table: Table) -> tuple[str, bool, bool]:
        return table.zone, table.accessible, table.interpreter

    found = []
    for special, run in groupby(sorted(tables, key=lambda table: table.number), kind):
        numbers = [table.number for table in run]
        if any(special):
            found.append(TableGroup(numbers[0], numbers[-1], *special))
    return found
