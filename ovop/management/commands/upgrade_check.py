"""`make upgrade-check`: before an upgrade, what its migrations make of a copy of the real data."""

from __future__ import annotations

from ovop.backup.trying import TryingCommand


class Command(TryingCommand):
    help = (
        "Restore a backup of the site as it runs, run this version's migrations on it and look: how long they take, "
        "what they lose, what the version that runs now would stumble over meanwhile. Exits with 1 and says so."
    )
    upgrade = True
    no_backup = "There is no backup to try it on. Make one: make backup"
    wrong_things = "{n} things to look at before this version goes live; the site was not touched."
    all_well = "This version can take over while the site runs."
