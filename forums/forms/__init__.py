"""Forms of organisers and participants."""

from forums.forms.meeting import AskForm, OutcomeForm
from forums.forms.organising import STEPS, StepForm
from forums.forms.registering import OrganisedRegistrationForm, RegistrationForm

__all__ = [
    "STEPS",
    "AskForm",
    "OrganisedRegistrationForm",
    "OutcomeForm",
    "RegistrationForm",
    "StepForm",
]
