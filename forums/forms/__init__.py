"""Forms of organisers and participants."""

from forums.forms.meeting import AskForm
from forums.forms.organising import STEPS, StepForm
from forums.forms.outcomes import DealEntryForm, FeedbackForm, FollowUpForm, OutcomeForm
from forums.forms.registering import OrganisedRegistrationForm, RegistrationForm

__all__ = [
    "STEPS",
    "AskForm",
    "DealEntryForm",
    "FeedbackForm",
    "FollowUpForm",
    "OrganisedRegistrationForm",
    "OutcomeForm",
    "RegistrationForm",
    "StepForm",
]
