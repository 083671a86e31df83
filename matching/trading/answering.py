"""What a ticket from a message leads to: one question, answered with one tap, without signing in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from forums.booking import SlotTaken
from forums.models import MeetingRequest
from forums.pairing import answer_request
from matching.models import Enquiry, Pool, PoolShare
from matching.pools import answer_share
from matching.trading.dealing import OutOfStep, steps_open, take_step, terms_of, told_after
from notices.hooks import OutOfDate
from ovop.kernel.amounts import shown_quantity
from ovop.kernel.declining import DeclineReason
from ovop.kernel.naming import in_language
from ovop.kernel.states import StateConflict
from ovop.kernel.tickets import Ticket


@dataclass(frozen=True)
class Choice:
    """One button."""

    name: str
    label: str
    main: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked of whom. `choices` is empty when it was answered, ended or changed since.

    `answer(name, reason)` does it and returns the sentence to show; it raises OutOfDate when somebody else
    was quicker. `contact` is the other side, whose phone is shown once both agreed.
    """

    title: str
    lines: list[str]
    link: str
    choices: list[Choice]
    answer: Callable[[str, str], str]
    contact: Callable[[], Organisation | None] = field(default=lambda: None)


def question_of(ticket: Ticket, person: User) -> Question | None:
    """The question a ticket is for; None when there is none, or the person has no say in it any more."""
    found = _KINDS.get(ticket.kind)
    question = found(ticket, person) if found else None
    return replace(question, answer=_in_time(question.answer)) if question else None


def _in_time(answer: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """`answer`, with one error for everything that came in between."""

    def taken(name: str, reason: str) -> str:
        try:
            return answer(name, reason)
        except (StateConflict, OutOfStep, SlotTaken) as error:
            raise OutOfDate from error

    return taken


def open_tickets(person: User) -> list[Ticket]:
    """A ticket for everything that waits for the person's answer, the oldest first in each room."""
    meetings = MeetingRequest.objects.to_answer(person).order_by("pk")
    enquiries = Enquiry.objects.to_answer(person).order_by("pk")
    shares = PoolShare.objects.filter(
        state=PoolShare.State.WAITING, pool__state=Pool.State.ASKED,
        product__producer__organisation__in=person.organisations.all(),
    ).order_by("pk")  # fmt: skip
    return [
        *(Ticket("m", pk, 0, person.pk) for pk in meetings.values_list("pk", flat=True)),
        *(Ticket("e", row.pk, row.step, person.pk) for row in enquiries.only("pk", "step")),
        *(Ticket("p", row.pk, row.step, person.pk) for row in shares),
    ]


def _acts_for(person: User, organisation: Organisation) -> bool:
    return person.organisations.filter(pk=organisation.pk).exists()


def _of_enquiry(ticket: Ticket, person: User) -> Question | None:
    enquiry = Enquiry.objects.with_parties().filter(pk=ticket.pk).first()
    if enquiry is None:
        return None
    own = set(person.organisations.values_list("pk", flat=True))
    side = enquiry.side_of(own)
    if not side:
        return None
    labels = {
        "accept": _("Accept the offer") if enquiry.state == Enquiry.State.QUOTED else _("Agree to talk"),
        "ask_sample": _("Ask for a sample"), "send_sample": _("The sample is on its way"),
        "like": _("We like it"), "dislike": _("We do not like it"), "decline": _("Decline"),
    }  # fmt: skip
    stands = enquiry.step == ticket.step and enquiry.turn == side
    steps = [name for name in steps_open(enquiry, side) if name in labels] if stands else []
    other = enquiry.opposite(side)
    quote = enquiry.open_quote

    def answer(name: str, reason: str) -> str:
        take_step(enquiry.pk, person, side, name, step=ticket.step, reason=reason)
        return told_after(name, enquiry)

    def contact() -> Organisation | None:
        agreed = Enquiry.objects.filter(pk=enquiry.pk, agreed_at__isnull=False).exists()
        return other.organisation if agreed else None

    lines = [in_language(*enquiry.subject_names)]
    # Whoever has an old link has to sign in to see how it went on.
    if steps and quote is not None:
        lines += [in_language(*terms_of(quote)), quote.note]
    last = enquiry.entries.exclude(text="").last() if steps else None
    return Question(
        other.organisation.name, [*filter(None, lines), *([f"“{last.text}”"] if last else [])],
        enquiry.get_absolute_url(), [Choice(name, str(labels[name]), n == 0) for n, name in enumerate(steps)],
        answer, contact,
    )  # fmt: skip


def _of_meeting(ticket: Ticket, person: User) -> Question | None:
    request = MeetingRequest.objects.with_parties().filter(pk=ticket.pk).first()
    if request is None:
        return None
    other = request.asking
    if not _acts_for(person, request.answering.organisation):
        return None

    def answer(name: str, reason: str) -> str:
        answer_request(request, name == "accept", reason=reason)
        if name == "accept":
            return _("Agreed. You both see each other's phone number now.")
        return _("Declined; they were told.")

    waits = request.state == MeetingRequest.State.ASKED
    yes_no = [Choice("accept", _("Agree to meet"), True), Choice("decline", _("Decline"))]
    return Question(
        other.organisation.name,
        [
            _("would like to meet you"), in_language(*request.subject_names),
            f"“{request.message}”" if waits and request.message else "",
        ],
        reverse("forums:requests"), yes_no if waits else [], answer,
        lambda: other.organisation if request.state == MeetingRequest.State.ACCEPTED else None,
    )  # fmt: skip


def _of_share(ticket: Ticket, person: User) -> Question | None:
    share = (
        PoolShare.objects.select_related(
            "pool__need__buyer__organisation", "product__producer__organisation"
        )
        .filter(pk=ticket.pk)
        .first()
    )
    if share is None or not _acts_for(person, share.product.producer.organisation):
        return None

    def answer(name: str, reason: str) -> str:
        given = str(DeclineReason(reason).label) if reason in DeclineReason.values else ""
        answer_share(share, person, agrees=name == "accept", reason=given)
        if name == "accept":
            return _("You take part.")
        return _("You do not take part. Thank you for the answer.")

    waits = (
        share.state == PoolShare.State.WAITING
        and share.pool.state == Pool.State.ASKED
        and share.step == ticket.step
    )
    need = share.pool.need
    return Question(
        need.buyer.organisation.name,
        [
            need.name,
            _("Your part: %(amount)s a month of %(product)s")
            % {
                "amount": shown_quantity(share.monthly, need.unit), "product": share.product.name,
            },
        ],
        share.pool.get_absolute_url(),
        [Choice("accept", _("Take part"), True), Choice("decline", _("Decline"))] if waits else [],
        answer,
    )  # fmt: skip


_KINDS: dict[str, Callable[[Ticket, User], Question | None]] = {
    "e": _of_enquiry, "m": _of_meeting, "p": _of_share,
}  # fmt: skip
