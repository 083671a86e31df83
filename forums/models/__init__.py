"""Forums: who comes, who wants to meet whom, when and where they meet, what came of it."""

from forums.models.arrivals import Call, CheckIn
from forums.models.commitments import Commitment, CommitmentReport
from forums.models.deals import Deal, DealEntry
from forums.models.feedback import ForumFeedback
from forums.models.followups import FollowUp
from forums.models.forums import Forum, Language
from forums.models.halls import Slot, Table, TableGroup
from forums.models.hosting import Host, Organiser
from forums.models.layouts import Layout, Session
from forums.models.meetings import Meeting
from forums.models.outcomes import Outcome
from forums.models.pairs import PairRule
from forums.models.registrations import Registration
from forums.models.requests import MeetingRequest
from forums.models.sides import Side
from forums.models.timetables import TimetableEdit, TimetableVersion
from forums.models.trainings import Topic, Training, TrainingPlace
from forums.models.welcoming import Invitation, Question, Quota

__all__ = [
    "Call",
    "CheckIn",
    "Commitment",
    "CommitmentReport",
    "Deal",
    "DealEntry",
    "FollowUp",
    "Forum",
    "ForumFeedback",
    "Host",
    "Invitation",
    "Language",
    "Layout",
    "Meeting",
    "MeetingRequest",
    "Organiser",
    "Outcome",
    "PairRule",
    "Question",
    "Quota",
    "Registration",
    "Session",
    "Side",
    "Slot",
    "Table",
    "TableGroup",
    "TimetableEdit",
    "TimetableVersion",
    "Topic",
    "Training",
    "TrainingPlace",
]
