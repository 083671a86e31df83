"""What the figures keep about people."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
    by,
    deleted,
    keeps,
    keeps_nothing_personal,
    of_organisation,
)
from accounts.privacy.words import OF_OFFICE, WITH_THE_PAGE

keeps(
    Kept(
        "insights.LivelihoodAnswer", _("What you answered about income, work and who moved away"),
        _("Counted without your name, and only if you agreed; nobody but you sees the answer itself."), WITH_THE_PAGE,
        of_organisation("producer__organisation"),
        ("year", "consent", "income_before", "income_now", "jobs_before", "jobs_now", "migration", "answered_at"), deleted,
    ),
    Kept(
        "insights.Target", _("Targets you set"), _("To know who set them."), OF_OFFICE, by("set_by"), ("indicator", "year", "value"),
    ),
    Kept(
        "insights.ClosedYear", _("Years you closed"), _("To know who closed them."), OF_OFFICE, by("closed_by"), ("year", "note"),
    ),
)  # fmt: skip
keeps_nothing_personal(
    insights__Bucket="sums by province and year; small ones are not shown",
    insights__Stale="which sums are to be made anew",
)
