"""Of the project's own rows none is about a person."""

from accounts.privacy.registry import keeps_nothing_personal

keeps_nothing_personal(ovop__Heartbeat="when beat, backups and drills last ran")
