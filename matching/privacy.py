"""What matching keeps about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.privacy.registry import (
    Kept,
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
from forums.privacy import WHO

keeps(
    Kept(
        "matching.Enquiry", _("Enquiries: who asked whom for what"), _("So that both sides can read it again."),
        SHARED, either(by("asked_by"), of_parties()), (*WHO, "product__name_en", "quantity", "unit", "state", "sample", "created_at"),
    ),
    Kept(
        "matching.EnquiryEntry", _("What you wrote in enquiries"), _("So that the other side reads it."), SHARED, by("author"),
        ("kind", "text", "created_at"), words_of("author", text=""),
    ),
    Kept(
        "matching.Quote", _("Prices you offered"), _("So that the other side can accept."), SHARED, by("made_by"),
        ("price", "price_currency", "quantity", "unit", "note", "state"), words_of("made_by", note=""),
    ),
    Kept(
        "matching.Pool", _("Producers you asked to fill a need together"), _("For all who take part."), SHARED, by("asked_by"),
        ("need__name_en", "state", "created_at"),
    ),
    Kept(
        "matching.PoolShare", _("Your share of a need that several fill together"), _("For all who take part."), SHARED,
        either(by("answered_by"), of_organisation("product__producer__organisation")), ("product__name_en", "reason"),
        blanked(reason=""),
    ),
    Kept(
        "matching.Block", _("Whom you do not want proposed"), _("So that the engine proposes somebody else."), SHARED,
        on_side(), (*WHO, "reason"), blanked(reason=""),
    ),
    Kept(
        "matching.Judgement", _("Proposals you liked or not"), _("So that the next ones are better."), WHILE_HERE, by("user"),
        ("need__name_en", "product__name_en"), deleted,
    ),
    Kept(
        "matching.EnquiryEvent", _("How the state of an enquiry changed"), _("To settle who said what when."), COUNTED,
        of_parties("pgh_obj__"), ("pgh_created_at", "pgh_label", "state"),
    ),
    *(
        Kept(model, what, _("To know who decided."), OF_OFFICE, by(field), (when,))
        for model, what, field, when in (
            ("matching.Block", _("Whom you kept from being proposed to others"), "made_by", "made_at"),
            ("matching.MatchRun", _("Runs of the engine you started"), "started_by", "created_at"),
            ("matching.ScheduleRun", _("Timetables you had worked out"), "started_by", "created_at"),
            ("matching.RankingWeights", _("Weights of the engine you changed"), "made_by", "made_at"),
        )
    ),
)  # fmt: skip
keeps_nothing_personal(
    matching__Match="a need, a product, and numbers",
    matching__PoolEvent="the history of a pool's state",
)
