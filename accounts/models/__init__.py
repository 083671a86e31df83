"""People, their organisations, and consent."""

from accounts.models.answers import GivenAnswer
from accounts.models.consents import Consent
from accounts.models.erasures import Erasure
from accounts.models.invitations import Invitation
from accounts.models.organisations import Membership, Organisation
from accounts.models.tries import Tries
from accounts.models.users import Role, User

__all__ = [
    "Consent",
    "Erasure",
    "GivenAnswer",
    "Invitation",
    "Membership",
    "Organisation",
    "Role",
    "Tries",
    "User",
]
