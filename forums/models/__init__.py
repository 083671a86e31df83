"""Forums: who comes, who wants to meet whom, when and where they meet, what came of it."""

from forums.models.forums import Forum, Slot, Table
from forums.models.meetings import Meeting, Outcome
from forums.models.pairs import PairRule
from forums.models.registrations import Registration
from forums.models.requests import MeetingRequest
from forums.models.timetables import TimetableEdit, TimetableVersion

__all__ = [
    "Forum",
    "Meeting",
    "MeetingRequest",
    "Outcome",
    "PairRule",
    "Registration",
    "Slot",
    "Table",
    "TimetableEdit",
    "TimetableVersion",
]
