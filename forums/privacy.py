"""What forums keep about people."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    Whose,
    blanked,
    by,
    deleted,
    either,
    keeps,
    keeps_nothing_personal,
    of_organisation,
    of_parties,
    on_side,
    words_of,
)
from accounts.privacy.words import COUNTED, OF_OFFICE, SHARED, WHILE_HERE


def _answered(whose: Whose) -> Q:
    """Requests that one of theirs answered: asked by the other side."""
    theirs = whose.organisations
    return Q(asked_by_side="buyer", producer__organisation__in=theirs) | Q(
        asked_by_side="producer", buyer__organisation__in=theirs
    )


WHO = ("producer__organisation__name_en", "buyer__organisation__name_en")

keeps(
    Kept(
        "forums.Registration", _("Forums you registered for and what you wrote there"),
        _("So that the organisers can seat you, and know who came."), COUNTED,
        of_organisation("organisation"), ("forum__name_en", "organisation__name_en", "delegates", "note", "languages", "accessible", "transport", "answers", "state", "checked_in_at", "created_at"),
        blanked(note="", transport="", answers={}, languages=[], accessible=False),
    ),
    Kept(
        "forums.MeetingRequest", _("Meetings you asked for: your message"), _("So that the other side can decide."), SHARED,
        by("asked_by"), ("forum__name_en", *WHO, "message", "state", "created_at"), words_of("asked_by", message=""),
    ),
    Kept(
        "forums.MeetingRequest", _("Meetings you were asked for: your answer"), _("So that the other side knows."), SHARED,
        _answered, ("forum__name_en", *WHO, "answer", "state", "answered_at"), blanked(answer=""),
    ),
    Kept(
        "forums.MeetingRequestEvent", _("How the state of a meeting changed"), _("To settle who said what when."), COUNTED,
        of_parties("pgh_obj__"), ("pgh_created_at", "pgh_label", "state"),
    ),
    Kept(
        "forums.Outcome", _("What came of your meetings"), _("For the figures of the forum, and for both sides."), COUNTED,
        on_side("request__"), ("side", "result", "value", "value_currency", "note", "next_step", "recorded_at"),
        blanked(note="", next_step=""),
    ),
    Kept(
        "forums.FollowUp", _("What you said became of it later"), _("For the figures of the forum."), COUNTED,
        on_side("request__"), ("stage", "status", "value", "value_currency", "note", "answered_at"),
        blanked(note=""),
    ),
    Kept(
        "forums.Deal", _("Deals"), _("For both sides, and for the figures of province and country."), COUNTED, of_parties(),
        (*WHO, "kind", "quantity", "unit", "value", "value_currency", "country", "agreed_on", "state"),
    ),
    Kept(
        "forums.DealEntry", _("What you wrote about deals"), _("So that both sides can read it again."), SHARED, by("made_by"),
        ("note", "made_at"), words_of("made_by", note=""),
    ),
    Kept(
        "forums.ForumFeedback", _("What you said about a forum"), _("So that the next one is better."), COUNTED,
        of_organisation("registration__organisation"), ("rating", "words", "given_at"), blanked(words=""),
    ),
    Kept(
        "forums.CheckIn", _("When you came to a forum"), _("To know who is in the hall."), COUNTED,
        either(by("by"), of_organisation("registration__organisation")), ("forum__name_en", "kind", "at"),
    ),
    Kept(
        "forums.Call", _("When you were called to your table"), _("So that nobody waits."), COUNTED,
        either(by("called_by"), of_organisation("registration__organisation")), ("forum__name_en", "called_at"),
    ),
    Kept(
        "forums.Commitment", _("What you pledged, or wrote down for somebody"), _("A pledge is public."), OF_OFFICE,
        either(by("made_by"), of_organisation("organisation")), ("forum__name_en", "what_en", "what_km", "target", "reached", "due_on", "state"),
    ),
    Kept(
        "forums.CommitmentReport", _("Your reports of pledges, with their papers"), _("So that organisers see how it stands."), OF_OFFICE,
        by("made_by"), ("state", "reached", "note", "evidence", "made_at"),
    ),
    Kept(
        "forums.TrainingPlace", _("Trainings you signed up for"), _("So that you have a seat, and a certificate if you came."), COUNTED,
        either(by("officer"), of_organisation("organisation")), ("training__name_en", "name", "state", "code", "signed_up_at"),
        blanked(name=""),
    ),
    Kept(
        "forums.Invitation", _("Forums you were invited to, or invited others to"), _("So that nobody is asked twice."), OF_OFFICE,
        either(by("invited_by"), of_organisation("organisation")), ("forum__name_en", "message", "invited_at"),
    ),
    Kept(
        "forums.Organiser", _("Forums you help with"), _("So that you may."), WHILE_HERE, by("user"),
        ("forum__name_en", "part"), deleted,
    ),
    *(
        Kept(model, what, _("To know who decided."), OF_OFFICE, by(*fields), shows)
        for model, what, fields, shows in (
            ("forums.Forum", _("Forums you made"), ["created_by"], ("name_en", "day")),
            ("forums.Organiser", _("Helpers you named"), ["added_by"], ("forum__name_en", "part")),
            ("forums.TimetableVersion", _("Timetables you made"), ["created_by"], ("forum__name_en", "number")),
            ("forums.TimetableEdit", _("Meetings you moved by hand"), ["user"], ("timetable__number",)),
            ("forums.PairRule", _("Who you said must or must not meet"), ["set_by"], ("forum__name_en",)),
            ("forums.Training", _("Trainings you made"), ["created_by"], ("name_en", "starts_at")),
            ("forums.Registration", _("Registrations you decided"), ["decided_by", "registered_by"], ("forum__name_en", "state")),
            ("forums.TrainingPlace", _("Trainings you signed others up for"), ["signed_up_by"], ("training__name_en", "state")),
            ("forums.Outcome", _("Outcomes you wrote down for others"), ["recorded_by"], ("side", "result", "recorded_at")),
            ("forums.FollowUp", _("Answers you gave for others"), ["answered_by"], ("stage", "status", "answered_at")),
        )
    ),
)  # fmt: skip
keeps_nothing_personal(
    forums__Table="tables of a hall",
    forums__Host="organisations that hold a forum",
    forums__Question="what a forum asks of everybody",
    forums__ForumEvent="the history of a forum's state",
    forums__CommitmentEvent="the history of a public pledge",
    forums__DealEvent="the history of a deal, of two organisations",
    forums__OutcomeEvent="the history of what came of a meeting, without anybody's words",
)
