"""The steps from an enquiry to a deal: who may take which, what it changes, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from buyers.models import Buyer, Need
from forums.models import Deal, DealEntry
from forums.models.sides import Side
from matching.models import Block, Enquiry, EnquiryEntry, Quote
from matching.models.enquiries import ANSWER_WITHIN
from notices.sending import tell_members
from ovop.kernel.amounts import shown_money, shown_quantity
from ovop.kernel.declining import DeclineReason
from ovop.kernel.tickets import Ticket
from producers.models import Producer, Product

TALK_WITHIN = timedelta(days=30)
OTHER = {Side.PRODUCER: Side.BUYER, Side.BUYER: Side.PRODUCER}
Kind, State, Sample = EnquiryEntry.Kind, Enquiry.State, Enquiry.Sample


class OutOfStep(Exception):
    """The thread went on meanwhile, or this step is not this side's to take. `str` is a sentence."""

    def __str__(self) -> str:
        return str(_("This went on while you were looking. Read it again; nothing was sent."))


def steps_open(enquiry: Enquiry, side: str) -> list[str]:
    """The names of the steps that `side` may take now, the likeliest first."""
    mine, state = enquiry.turn == side, enquiry.state
    sample = ["ask_sample"] if side == Side.BUYER and not _sample_under_way(enquiry) else []
    if state == State.ASKED:
        return ["accept", "offer", *sample, "decline"] if mine else ["withdraw"]
    if state == State.TALKING:
        return ["offer", *sample, "decline"]
    if state == State.QUOTED:
        return [*(["accept"] if mine else []), "offer", *sample, "decline"]
    if state == State.SAMPLE:
        if not mine:
            return ["decline"]
        return (
            ["send_sample", "decline"] if side == Side.PRODUCER else ["like", "dislike", "decline"]
        )
    if state == State.DEAL and side == Side.BUYER and enquiry.kept is None:
        return ["kept", "not_kept"]
    return []


def _sample_under_way(enquiry: Enquiry) -> bool:
    return enquiry.sample in (Sample.WANTED, Sample.SENT) or enquiry.product_id is None


@transaction.atomic
def enquire(
    user: User, side: str, producer: Producer, buyer: Buyer, *, product: Product | None,
    need: Need | None, text: str = "", quote: Quote | None = None, **wanted: Any,
) -> Enquiry:  # fmt: skip
    """`user`, on `side`, asks the other side; a producer may send an offer with it at once.

    `wanted`: quantity, unit, period. Raises ValidationError when the two have such a thread already
    (also when both press at once: the database decides), or do not want to be brought together.
    """
    if Block.objects.filter(producer=producer, buyer=buyer).exists():
        raise ValidationError(_("This is not possible between you two."), code="blocked")
    try:
        with transaction.atomic():
            enquiry = Enquiry.objects.create(
                producer=producer, buyer=buyer, product=product, need=need, asked_by_side=side,
                asked_by=user, turn=OTHER[Side(side)], **wanted,
            )  # fmt: skip
    except IntegrityError:
        raise ValidationError(
            _("You two are in touch about this already. Look under “Requests”."),
            code="already_asked",
        ) from None
    if quote is not None:
        _put(enquiry, quote, user, side)
        enquiry.move(State.QUOTED, allowed=[State.ASKED])
    _enter(enquiry, Kind.OFFER if quote else Kind.ASKED, user, side, text, quote)
    return enquiry


@dataclass(frozen=True)
class _Outcome:
    """What a step makes of the thread."""

    kind: str
    state: str
    turn: str = ""
    changes: dict[str, Any] | None = None


@transaction.atomic
def take_step(
    pk: int, user: User, side: str, name: str, *,
    step: int, text: str = "", quote: Quote | None = None, reason: str = "",
) -> Enquiry:  # fmt: skip
    """`user`, on `side`, takes the step `name` of the thread as it stood at `step`.

    Raises OutOfStep when it stands elsewhere by now, or that side may not.
    """
    enquiry = Enquiry.objects.select_for_update(of=("self",)).with_parties().get(pk=pk)
    late = enquiry.is_live and enquiry.expires_at <= timezone.now()
    if late or enquiry.step != step or name not in steps_open(enquiry, side):
        raise OutOfStep
    if name == "offer":
        if quote is None:
            raise OutOfStep
        enquiry.quotes.filter(state=Quote.State.OPEN).update(state=Quote.State.REPLACED)
        _put(enquiry, quote, user, side)
    outcome = _outcome(enquiry, side, name, reason)
    _settle_quote(enquiry, outcome)
    answered = enquiry.answered_at or (timezone.now() if side != enquiry.asked_by_side else None)
    enquiry.move(
        outcome.state, allowed=[enquiry.state], step=step + 1, turn=outcome.turn, answered_at=answered,
        turn_since=timezone.now(), expires_at=_deadline(outcome.state), **(outcome.changes or {}),
    )  # fmt: skip
    _enter(enquiry, outcome.kind, user, side, text, quote)
    _write_ledger(enquiry, outcome, user, side)
    return enquiry


def _write_ledger(enquiry: Enquiry, outcome: _Outcome, user: User, side: str) -> None:
    """A deal agreed here has its page among the deals, and whether it was kept ends it there."""
    if outcome.kind == Kind.DEAL:
        quote = enquiry.quotes.get(state=Quote.State.ACCEPTED)
        enquiry.deal = Deal.objects.create(
            producer=enquiry.producer, buyer=enquiry.buyer, product=enquiry.product, source=Deal.Source.ENQUIRY,
            quantity=quote.quantity, unit=quote.unit, period=quote.period, value=quote.price * quote.quantity,
        )  # fmt: skip
        enquiry.save(update_fields=["deal"])
    elif outcome.kind in (Kind.KEPT, Kind.NOT_KEPT) and enquiry.deal and enquiry.deal.is_going_on:
        what = DealEntry.What.ENDED if outcome.kind == Kind.KEPT else DealEntry.What.BROKEN
        enquiry.deal.enter(what, user, on=timezone.localdate(), side=side)


def _outcome(enquiry: Enquiry, side: str, name: str, reason: str) -> _Outcome:
    now, other = timezone.now(), OTHER[Side(side)]
    agreed = {"agreed_at": enquiry.agreed_at or now}
    if name == "accept" and enquiry.state == State.QUOTED:
        return _Outcome(Kind.DEAL, State.DEAL, changes=agreed)
    if name == "accept":
        return _Outcome(Kind.ACCEPTED, State.TALKING, changes=agreed)
    if name == "offer":
        return _Outcome(Kind.OFFER, State.QUOTED, other)
    if name == "ask_sample":
        wanted = {"sample": Sample.WANTED} | agreed
        return _Outcome(Kind.SAMPLE_WANTED, State.SAMPLE, Side.PRODUCER, wanted)
    if name == "send_sample":
        return _Outcome(
            Kind.SAMPLE_SENT, State.SAMPLE, Side.BUYER, {"sample": Sample.SENT} | agreed
        )
    if name in ("like", "dislike"):
        quote = enquiry.open_quote
        state, turn = (State.QUOTED, OTHER[Side(quote.side)]) if quote else (State.TALKING, "")
        kind = Kind.SAMPLE_GOOD if name == "like" else Kind.SAMPLE_BAD
        judged = Sample.GOOD if name == "like" else Sample.BAD
        return _Outcome(kind, state, turn, {"sample": judged})
    if name in ("kept", "not_kept"):
        return _Outcome(name, State.DEAL, changes={"kept": name == "kept"})
    if name == "withdraw":
        return _Outcome(Kind.WITHDRAWN, State.WITHDRAWN)
    given = reason if reason in DeclineReason.values else DeclineReason.OTHER
    return _Outcome(Kind.DECLINED, State.DECLINED, changes={"decline_reason": given})


def _settle_quote(enquiry: Enquiry, outcome: _Outcome) -> None:
    """The offer on the table ends with the thread: accepted, or refused."""
    ends = {State.DEAL: Quote.State.ACCEPTED, State.DECLINED: Quote.State.REFUSED}
    if outcome.state in ends:
        enquiry.quotes.filter(state=Quote.State.OPEN).update(state=ends[State(outcome.state)])


def _put(enquiry: Enquiry, quote: Quote, user: User, side: str) -> None:
    quote.enquiry, quote.made_by, quote.side = enquiry, user, side
    quote.save()


def _deadline(state: str) -> datetime:
    waiting = state in (State.ASKED, State.QUOTED)
    return timezone.now() + (ANSWER_WITHIN if waiting else TALK_WITHIN)


def told_after(name: str, before: Enquiry) -> str:
    """What the person reads who has just taken the step."""
    if name == "accept" and before.state == State.QUOTED:
        return _("You have a deal. Call each other about delivery; both numbers are below.")
    sentences = {
        "accept": _("Agreed. You both see each other's phone number now."),
        "offer": _("Your offer was sent."),
        "ask_sample": _("Asked. You both see each other's phone number now."),
        "send_sample": _("They were told that the sample is on its way."),
        "like": _("They were told that you like it."),
        "dislike": _("They were told. You can go on talking, or end it."),
        "withdraw": _("Taken back; they were told."),
        "decline": _("Declined; they were told."),
    }
    return sentences.get(name) or _("Thank you. They were told.")


@transaction.atomic
def say(enquiry: Enquiry, user: User, side: str, text: str) -> None:
    """A message in the thread; it changes nothing else. Raises OutOfStep when the thread is over."""
    if not (enquiry.is_live or enquiry.state == State.DEAL):
        raise OutOfStep
    EnquiryEntry.objects.create(
        enquiry=enquiry, kind=Kind.MESSAGE, side=side, author=user, text=text
    )
    # Who writes is not silent: the thread does not end before a step could follow.
    later = timezone.now() + (ANSWER_WITHIN if enquiry.turn else TALK_WITHIN)
    Enquiry.objects.live().filter(pk=enquiry.pk, expires_at__lt=later).update(expires_at=later)
    hour = timezone.now().strftime("%Y%m%d%H")  # a lively hour is one notice
    _tell(enquiry, "enquiry_message", side, dedupe=f"enquiry-message:{enquiry.pk}:{side}:{hour}")


def expire(enquiry: Enquiry) -> None:
    """Nobody acted in time. Raises StateConflict when somebody just did."""
    with transaction.atomic():
        enquiry.move(
            State.EXPIRED, allowed=Enquiry.LIVE, where=Q(expires_at__lte=timezone.now()), turn="",
            step=enquiry.step + 1,
        )  # fmt: skip
        enquiry.quotes.filter(state=Quote.State.OPEN).update(state=Quote.State.REFUSED)
        EnquiryEntry.objects.create(enquiry=enquiry, kind=Kind.EXPIRED)
        for side in (Side.PRODUCER, Side.BUYER):
            _tell(enquiry, "enquiry_expired", side)


def remind(enquiry: Enquiry, stage: str) -> None:
    """Tell the side whose turn it is; of one step and stage only once."""
    _tell(
        enquiry, "enquiry_reminder", OTHER[Side(enquiry.turn)],
        dedupe=f"enquiry-reminder:{enquiry.pk}:{enquiry.step}:{stage}",
    )  # fmt: skip


def _enter(
    enquiry: Enquiry, kind: str, user: User, side: str, text: str, quote: Quote | None
) -> None:
    EnquiryEntry.objects.create(
        enquiry=enquiry, kind=kind, side=side, author=user, text=text, quote=quote
    )
    _tell(enquiry, f"enquiry_{kind}", side, terms=terms_of(quote) if quote else ["", ""])


def _tell(enquiry: Enquiry, kind: str, by: str, *, dedupe: str = "", **context: Any) -> None:
    """Tell the side that did not act; by phone too, with a link to answer, when it is its turn."""
    to = OTHER[Side(by)]

    def ticket(person: User) -> Ticket:
        return Ticket("e", enquiry.pk, enquiry.step, person.pk)

    waits = enquiry.turn == to and kind != "enquiry_message"
    tell_members(
        enquiry.opposite(by).organisation, kind, link=enquiry.get_absolute_url(), dedupe=dedupe,
        answer=ticket if waits else None, organisation=enquiry.opposite(to).organisation.names,
        subject=enquiry.subject_names, **context,
    )  # fmt: skip


def terms_of(quote: Quote) -> list[str]:
    """An offer in a few words, [Khmer, English]."""
    return [_terms(quote, language) for language in ("km", "en")]


def _terms(quote: Quote, language: str) -> str:
    with translation.override(language):
        return _("%(amount)s %(period)s at %(price)s per %(unit)s") % {
            "amount": shown_quantity(quote.quantity, quote.unit), "unit": quote.get_unit_display(),
            "period": quote.get_period_display(), "price": shown_money(quote.price),
        }  # fmt: skip
