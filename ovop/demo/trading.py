"""The demo's enquiries, from a first question to a deal, groups of producers, marks and a kept search."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from djmoney.money import Money

from accounts.models import User
from buyers.models import Buyer, Need, SavedSearch
from forums.models.sides import Side
from matching.appraising import appraise
from matching.models import Enquiry, Judgement, Quote
from matching.pools import propose_pools
from matching.trading.dealing import enquire, say, take_step
from producers.models import Producer, Product

MARKED = 24  # matches that the demo's staff looked at


def add_trading(people: Mapping[str, User]) -> None:
    """After the needs were ranked. `people` are the demo's sign-ins by key."""
    buyer = Buyer.objects.get(organisation__members=people["buyer"])
    producer = Producer.objects.get(organisation__members=people["producer"])
    open_needs = Need.objects.filter(state=Need.State.OPEN)
    propose_pools(appraise(list(open_needs.select_related("buyer", "category__parent"))))
    _asked(people, producer, buyer)
    _offered(people, buyer)
    _agreed(people, buyer)
    SavedSearch.objects.create(
        user=people["buyer"], kind="products", query="q=ត្រីឆ្អើរ&province=17", name="ត្រីឆ្អើរ · សៀមរាប",
        looked_at=timezone.now() - timedelta(days=400),
    )  # fmt: skip
    for number, need in enumerate(open_needs.order_by("pk")[: MARKED // 2]):
        for match in need.matches.filter(rank__in=(1, 10)):
            good = match.rank == 1 or number % 4 == 0
            Judgement.objects.create(
                need=need, product_id=match.product_id, user=people["staff"], good=good
            )


def _asked(people: Mapping[str, User], producer: Producer, buyer: Buyer) -> None:
    """Waits for the producer's answer."""
    product = producer.products.filter(state=Product.State.REGISTERED).first()
    if product is not None:
        enquire(
            people["buyer"], Side.BUYER, producer, buyer, product=product, need=None,
            text="សូមសួរតម្លៃសម្រាប់ ៥០ គីឡូក្រាមក្នុងមួយសប្តាហ៍ ដឹកដល់សណ្ឋាគារ។",
            quantity=Decimal(50), unit=product.unit, period=Need.Period.WEEK,
        )  # fmt: skip


def _offered(people: Mapping[str, User], buyer: Buyer) -> None:
    """Waits for the buyer's answer to an offer."""
    if thread := _about_the_best(people, buyer, place=1):
        say(thread, people["officer"], Side.PRODUCER, "យើងអាចផ្គត់ផ្គង់បាន។ តើត្រូវវេចខ្ចប់បែបណា?")
        _offer(thread, people, "We can start with the next harvest.")


def _agreed(people: Mapping[str, User], buyer: Buyer) -> None:
    """A deal, from the offer by way of a sample."""
    thread = _about_the_best(people, buyer, place=2)
    if thread is None:
        return
    thread = _offer(thread, people, "")
    for person, side, name in (
        ("buyer", Side.BUYER, "ask_sample"), ("officer", Side.PRODUCER, "send_sample"),
        ("buyer", Side.BUYER, "like"), ("buyer", Side.BUYER, "accept"),
    ):  # fmt: skip
        thread = take_step(thread.pk, people[person], side, name, step=thread.step)


def _about_the_best(people: Mapping[str, User], buyer: Buyer, place: int) -> Enquiry | None:
    """The buyer asks about the match at `place` of the first need; an officer answers for the producer."""
    need = buyer.needs.filter(state=Need.State.OPEN).order_by("pk").first()
    match = (
        need.matches.filter(rank=place).select_related("product__producer").first()
        if need
        else None
    )
    if need is None or match is None:
        return None
    return enquire(
        people["buyer"], Side.BUYER, match.product.producer, buyer, product=match.product, need=need,
        text="Please make us an offer.", quantity=need.quantity, unit=need.unit, period=need.period,
    )  # fmt: skip


def _offer(thread: Enquiry, people: Mapping[str, User], text: str) -> Enquiry:
    product = thread.product
    assert product is not None
    quote = Quote(
        price=Money(product.price.amount, product.price.currency), quantity=thread.quantity or Decimal(1),
        unit=product.unit, period=thread.period, note="ដឹកដល់ក្រុងសៀមរាប បង់ប្រាក់ពេលទទួល",
    )  # fmt: skip
    return take_step(
        thread.pk,
        people["officer"],
        Side.PRODUCER,
        "offer",
        step=thread.step,
        text=text,
        quote=quote,
    )
