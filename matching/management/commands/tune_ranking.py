"""Fit the ranking's weights to what people judged and what came of it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from matching.learning.tuning import NotEnoughEvidence, Report, adopt, propose_weights


class Command(BaseCommand):
    """Reports what would change; changes it only with --apply, and only for the better."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="put the new weights in use")
        parser.add_argument("--note", default="", help="why, for the history")

    @translation.override("en")  # as all that a terminal says
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = propose_weights()
        except NotEnoughEvidence as error:
            raise CommandError(str(error)) from None
        self._show(report)
        if not options["apply"]:
            self.stdout.write("Nothing was changed. Run it again with --apply to use them.")
            return
        if not report.is_better:
            raise CommandError(
                "The new weights are not clearly better on needs they were not fitted to. Nothing was changed."
            )
        made = adopt(report, None, options["note"] or "tune_ranking")
        self.stdout.write(f"In use from the next run on: version {made.pk}.")

    def _show(self, report: Report) -> None:
        write = self.stdout.write
        write(f"{report.judged} judged products of {report.needs} needs")
        write("fold  needs  nDCG@10 before  after")
        for number, fold in enumerate(report.folds, 1):
            write(f"{number:4}  {fold.needs:5}  {fold.before:14.4f}  {fold.after:.4f}")
        write(f"mean         {report.before:14.4f}  {report.after:.4f}  on needs left out")
        for side in ("buyer", "producer"):
            old, new = getattr(report.old, side), getattr(report.new, side)
            whole = sum(old.values())
            write(f"\nfactor ({side})   before   after")
            for name, weight in new.items():
                write(f"  {name:14} {old.get(name, 0) / whole:7.3f} {weight:7.3f}")
