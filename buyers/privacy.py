"""What buyers keep about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    Rows,
    blanked,
    by,
    deleted,
    keeps,
    of_organisation,
)
from accounts.privacy.words import COUNTED, SHARED, WHILE_HERE, WITH_THE_PAGE
from buyers.models import Need


def _looked_for_no_more(rows: Rows) -> None:
    """Nobody is matched with it any more; what was asked for and bought stays counted."""
    for need in rows:
        need.details = ""
        need.save()
    states = Need.State
    rows.filter(state__in=[states.DRAFT, states.OPEN, states.PAUSED]).order_by().update(
        state=states.CLOSED
    )


keeps(
    Kept(
        "buyers.Buyer", _("The page of your company"), _("So that producers know who asks them."), WITH_THE_PAGE,
        of_organisation("organisation"), ("about_km", "about_en"), blanked(about_km="", about_en=""),
    ),
    Kept(
        "buyers.Need", _("What you look for"), _("So that producers who have it are found."), WITH_THE_PAGE,
        of_organisation("buyer__organisation"),
        ("name_km", "name_en", "category__name_en", "quantity", "unit", "details", "state", "created_at"), _looked_for_no_more,
    ),
    Kept(
        "buyers.NeedEvent", _("How the state of what you look for changed"), _("For the history on its page."), COUNTED,
        of_organisation("pgh_obj__buyer__organisation"), ("pgh_created_at", "pgh_label", "state"),
    ),
    Kept(
        "buyers.NeedInvitation", _("Producers you asked to look at a need, and needs you were asked to look at"),
        _("So that only those who were asked see it."), SHARED,
        of_organisation("need__buyer__organisation", "producer__organisation"), ("need__name_en", "invited_at"),
    ),
    Kept(
        "buyers.SavedSearch", _("Searches you kept"), _("To tell you what is new in them."), WHILE_HERE, by("user"),
        ("name", "kind", "query", "created_at"), deleted,
    ),
)  # fmt: skip
