"""One of everything in a province, owned by its people; every private text holds a word found nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Invitation, Membership, Role, User
from buyers.models import Buyer, SavedSearch
from forums.calendars import feed_key
from forums.models import (
    Commitment,
    Deal,
    DealEntry,
    FollowUp,
    ForumFeedback,
    MeetingRequest,
    Organiser,
    Outcome,
    PairRule,
    Training,
    TrainingPlace,
)
from forums.models.sides import Side
from insights.models import LivelihoodAnswer
from matching.models import Enquiry, EnquiryEntry, Match, MatchRun, Pool, PoolShare, ScheduleRun
from notices.models import Notice, Webhook, WebhookDelivery, Wording
from producers.models import (
    Certificate,
    ImportBatch,
    ImportRow,
    ImportRun,
    ListingDraft,
    Producer,
    ProductReview,
    Rubric,
    Visit,
    VisitRequest,
)
from tests.factories import (
    UserFactory,
    begun,
    buyer,
    forum,
    need,
    producer,
    product,
    published_meeting,
    staff,
)

PDF = b"%PDF-1.4 paper"


@dataclass
class World:
    """Everything in one province. `words` are the private ones: what they stand for -> the word."""

    province: str
    staff: User
    officer: User
    maker: Producer
    hotel: Buyer
    at: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def word(self, what: str) -> str:
        """A word that stands in a private text only, remembered under `what`."""
        return self.words.setdefault(what, f"qanary{self.province}{what.replace(' ', '')}")

    @property
    def producer_user(self) -> User:
        return self.maker.organisation.members.get()

    @property
    def buyer_user(self) -> User:
        return self.hotel.organisation.members.get()


def world(province: str) -> World:
    """Build it: products, needs, a forum that runs with all that came of it, papers, imports, messages."""
    by = staff(province)
    officer = UserFactory(
        role=Role.OFFICER, province_id=province, district_id=f"{province}10", commune_id=f"{province}1007"
    )  # fmt: skip
    made = World(province, by, officer, producer(province), buyer(province))
    made.at["officer"] = officer
    made.at["invited"] = Invitation.objects.create(
        phone=f"+8551277700{province}", role=Role.OFFICER, province_id=province, invited_by=by
    )
    for build in (
        _products,
        _papers,
        _imports,
        _needs,
        _forum,
        _day,
        _after,
        _trainings,
        _messages,
    ):
        build(made)
    return made


def both(name: str) -> dict[str, str]:
    """The name in both languages."""
    return {"name_km": name, "name_en": name}


def _products(w: World) -> None:
    w.at["product"] = product(w.maker, name_en=f"Public thing of {w.province}")
    w.at["draft"] = product(w.maker, state="draft", **both(w.word("draft product")))
    w.at["in_review"] = product(w.maker, state="submitted", **both(w.word("product in review")))
    w.at["returned"] = product(
        w.maker, state="changes_requested", **both(w.word("product sent back"))
    )
    ProductReview.objects.create(
        product=w.at["returned"],
        reviewer=w.staff,
        decision="changes_requested",
        note=w.word("review"),
    )
    w.at["listing"] = ListingDraft.objects.create(
        producer=w.maker, started_by=w.producer_user, data={"name_km": [w.word("listing begun")]}
    )
    w.at["rubric"] = Rubric.objects.filter(in_use=True).first() or Rubric.objects.create(
        name_en="R"
    )
    LivelihoodAnswer.objects.create(
        producer=w.maker, year=timezone.localdate().year, consent=True, income_before=987651, income_now=987652,
        jobs_before=1, jobs_now=2, migration="none", answered_by=w.producer_user,
    )  # fmt: skip


def _papers(w: World) -> None:
    w.at["certificate"] = Certificate.objects.create(
        producer=w.maker, kind="haccp", number=f"N-{w.province}", confirmed_at=None
    )
    w.at["certificate"].file.save(
        "paper.pdf", ContentFile(PDF + w.word("certificate file").encode())
    )
    w.at["visit"] = Visit.objects.create(producer=w.maker, kind="meal", name_en="Lunch", days=[1])
    w.at["visit_request"] = VisitRequest.objects.create(
        visit=w.at["visit"], name=w.word("visitor"), phone="+85512345678", message=w.word("visitor message"),
        day=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip


def _imports(w: World) -> None:
    batch = w.at["import"] = ImportBatch.objects.create(
        uploaded_by=w.officer, name=w.word("import file"), header=["name"], stage="checked"
    )
    ImportRow.objects.create(batch=batch, number=1, cells=[w.word("import row")], values={"name_en": w.word("import row")})  # fmt: skip
    w.at["import_run"] = ImportRun.objects.create(batch=batch, step="check", state="done")


def _needs(w: World) -> None:
    w.at["need"] = need(w.hotel, name_en=f"Public need of {w.province}")
    w.at["draft_need"] = need(w.hotel, state="draft", **both(w.word("draft need")))
    w.at["match_run"] = MatchRun.objects.create(
        need=w.at["need"], state="done", started_by=w.buyer_user
    )
    w.at["match"] = Match.objects.create(
        need=w.at["need"],
        product=w.at["product"],
        run=w.at["match_run"],
        rank=1,
        score=0.5,
        factors={},
    )
    pool = w.at["pool"] = Pool.objects.create(
        need=w.at["need"], months=[1], score=0.5, state="asked", asked_by=w.buyer_user
    )
    w.at["share"] = PoolShare.objects.create(pool=pool, product=w.at["product"], amounts=["80"])
    PoolShare.objects.create(
        pool=pool, product=w.at["returned"], amounts=["80"], state="declined", reason=w.word("share reason")
    )  # fmt: skip
    w.at["search"] = SavedSearch.objects.create(
        user=w.buyer_user, kind="products", query="q=x", name=w.word("saved search")
    )
    enquiry = w.at["enquiry"] = Enquiry.objects.create(
        producer=w.maker, buyer=w.hotel, product=w.at["product"], asked_by_side=Side.BUYER, asked_by=w.buyer_user,
        turn=Side.PRODUCER,
    )  # fmt: skip
    EnquiryEntry.objects.create(
        enquiry=enquiry, kind="message", side=Side.BUYER, author=w.buyer_user, text=w.word("enquiry message")
    )  # fmt: skip


def _forum(w: World) -> None:
    at = w.at["forum"] = forum(w.staff)
    type(at).objects.filter(pk=at.pk).update(province_id=w.province)
    at.refresh_from_db()
    w.at["draft_forum"] = type(at).objects.create(
        **both(w.word("draft forum")),
        province_id=w.province,
        day=date(2099, 3, 1),
        created_by=w.staff,
    )
    w.at["meeting"] = published_meeting(at, w.maker, w.hotel, 1, message=w.word("meeting request"))
    w.at["registration"] = at.registrations.get(organisation=w.maker.organisation)
    w.at["pair_rule"] = PairRule.objects.create(
        forum=at, producer=w.maker, buyer=w.hotel, kind="must", set_by=w.staff
    )
    at.registrations.update(note=w.word("registration note"))
    w.at["request"] = MeetingRequest.objects.create(
        producer=w.maker, buyer=w.hotel, asked_by_side=Side.BUYER, asked_by=w.buyer_user, message=w.word("request"),
    )  # fmt: skip
    w.at["organiser"] = Organiser.objects.create(
        forum=at,
        user=UserFactory(role=Role.OFFICER, province_id=w.province),
        part="door",
        added_by=w.staff,
    )
    w.at["schedule_run"] = ScheduleRun.objects.create(forum=at, state="done", started_by=w.staff)


def _day(w: World) -> None:
    begun(w.at["forum"])
    ask = w.at["meeting"].request
    for side in ("producer", "buyer"):
        Outcome.objects.create(
            request=ask, side=side, result="follow_up", note=w.word(f"outcome note {side}"), recorded_by=w.staff,
            recorded_at=timezone.now(),
        )  # fmt: skip
    ForumFeedback.objects.create(
        registration=w.at["registration"], rating=2, words=w.word("feedback")
    )


def _after(w: World) -> None:
    at, ask = w.at["forum"], w.at["meeting"].request
    w.at["follow_up"] = FollowUp.objects.create(
        request=ask,
        side=Side.PRODUCER,
        stage="2w",
        due_on=timezone.localdate(),
        note=w.word("follow-up"),
    )
    deal = w.at["deal"] = Deal.objects.create(
        producer=w.maker, buyer=w.hotel, forum=at, source="enquiry", value=Money(250, "USD")
    )
    DealEntry.objects.create(deal=deal, what="delivered", on=timezone.localdate(), note=w.word("deal entry"), made_by=w.staff)  # fmt: skip
    pledge = w.at["commitment"] = Commitment.objects.create(
        forum=at,
        organisation=w.hotel.organisation,
        what_en="Buy more",
        due_on=date(2099, 1, 1),
        made_by=w.staff,
    )
    report = w.at["report"] = pledge.reports.create(
        state="under_way", made_by=w.buyer_user, note=w.word("commitment report")
    )
    report.evidence.save("proof.pdf", ContentFile(PDF + w.word("evidence file").encode()))


def _trainings(w: World) -> None:
    given = {"topic": "price", "province_id": w.province, "created_by": w.staff, "starts_at": timezone.now() + timedelta(days=9), "seats": 5}  # fmt: skip
    w.at["training"] = Training.objects.create(name_en="Prices", state="open", **given)
    w.at["draft_training"] = Training.objects.create(**both(w.word("draft training")), **given)
    w.at["training_place"] = TrainingPlace.objects.create(
        training=w.at["training"], organisation=w.maker.organisation, name=w.word("who comes"), signed_up_by=w.producer_user
    )  # fmt: skip


def _messages(w: World) -> None:
    w.at["notice"] = Notice.objects.create(
        recipient=w.producer_user, province_id=w.province, kind="product_registered",
        context={"product": w.word("notice")}, link="/", state="failed", channel="sms", last_error=w.word("delivery error"),
    )  # fmt: skip
    w.at["wording"] = Wording.objects.create(
        kind="product_registered",
        language="en",
        province_id=w.province,
        text=w.word("wording"),
        changed_by=w.staff,
    )
    w.at["in_app"] = Notice.objects.create(
        recipient=w.producer_user, province_id=w.province, kind="product_registered",
        context={"product": w.word("notice on the site")}, link="/", state="delivered",
    )  # fmt: skip
    w.at["webhook"] = hook = Webhook.objects.create(
        user=w.producer_user, url=f"https://shop.example/{w.word('program address')}"
    )
    WebhookDelivery.objects.create(webhook=hook, kind="trial", payload={"text": "a trial"}, state="sent")  # fmt: skip
    w.at["calendar"] = feed_key(w.producer_user)


def second_maker(province: str) -> Producer:
    """Another producer of the same village, with a member of its own."""
    made = producer(province, name_en="Neighbour")
    product(made, name_en="Thing of the neighbour")
    return made


def member_of(*organisations: Any) -> User:
    """One more person who acts for them."""
    person = UserFactory()
    for each in organisations:
        Membership.objects.create(user=person, organisation=each)
    return person
