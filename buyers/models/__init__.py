"""Buyers, what they look for, whom they ask, and the searches people keep."""

from buyers.models.buyers import Buyer
from buyers.models.invitations import NeedInvitation
from buyers.models.needs import Need
from buyers.models.saved import SavedSearch

__all__ = ["Buyer", "Need", "NeedInvitation", "SavedSearch"]
