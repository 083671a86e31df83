"""A sheet of producers on its way into the platform: uploaded, matched, checked, taken over."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ovop.kernel.runs import ACTIVE, Run
from producers.models.producers import Producer
from producers.models.products import Product

UNDO_WITHIN = timedelta(days=1)


class ImportBatch(models.Model):
    """One uploaded sheet. `header` are its column titles, `mapping` field -> column index."""

    class Stage(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to match")
        CHECKED = "checked", _("Checked")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.UPLOADED)
    created_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name

    @property
    def active_run(self) -> ImportRun | None:
        """The run that the worker is at, or is about to be."""
        newest = self.runs.first()
        return newest if newest is not None and newest.active else None

    @property
    def undoable(self) -> bool:
        """Whether it may still be taken back."""
        return (
            self.stage == self.Stage.IMPORTED
            and self.imported_at is not None
            and timezone.now() - self.imported_at < UNDO_WITHIN
        )


class ImportRow(models.Model):
    """One line of the sheet: its cells as they came, what they mean, and what is wrong.

    `problems` is {field: [key of its sentence, detail]}; a row without any may be taken over.
    `duplicate_of` is a producer who is enrolled already, `same_as` an earlier line of the sheet
    with the same producer: then only the product is added to them.
    """

    class Status(models.TextChoices):
        NEW = "new", _("New")
        KNOWN = "known", _("Known producer")
        WRONG = "wrong", _("To mend")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")
        KEPT = "kept", _("Kept: used since")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    chosen = models.BooleanField(default=True)
    duplicate_of = models.ForeignKey(
        Producer, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    same_as = models.PositiveIntegerField(null=True, blank=True)
    producer = models.ForeignKey(Producer, models.SET_NULL, null=True, blank=True, related_name="+")
    made_producer = models.BooleanField(default=False)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="producers_importrow_once")
        ]
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class ImportRun(Run):
    """Checks, imports or undoes one batch in Celery."""

    class Step(models.TextChoices):
        CHECK = "check", _("Checking")
        APPLY = "apply", _("Importing")
        UNDO = "undo", _("Undoing")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="runs")
    step = models.CharField(max_length=6, choices=Step)

    ONE_ACTIVE_PER = ("batch",)

    class Meta(Run.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(state__in=ACTIVE),
                name="producers_importrun_one_active",
            )
        ]
