"""`make restore-drill`: puts a backup back on a server of its own and looks whether all of it is there."""

from __future__ import annotations

from pathlib import Path

from ovop.backup.running import lead_to_running_site, note
from ovop.backup.trying import TryingCommand
from ovop.models import Heartbeat


class Command(TryingCommand):
    help = (
        "Restore a backup where it harms nobody; exits with 1 and says so when anything is missing."
    )
    no_backup = "There is no backup yet. Make one: make backup"
    wrong_things = "{n} things are wrong with this backup. Make another one and look again."
    all_well = "This backup can be put back."

    def tried(self, backup: Path, wrong: list[str]) -> None:
        """The status page is told of it."""
        lead_to_running_site()
        if not note(Heartbeat.Of.DRILL, fine=not wrong, said="; ".join([backup.name, *wrong])):
            self._say("The site's status page could not be told of this drill: its database does not answer.")  # fmt: skip
