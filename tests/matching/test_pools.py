"""Pools in life: who is proposed, who may see them, what answers do."""

import threading
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from buyers.models import Need
from matching import pools, tasks
from matching.models import MatchRun, Pool, PoolShare
from matching.pools import ask_pool, let_pools_expire
from notices.models import Notice
from producers.models import Product
from tests.factories import UserFactory, buyer, need, producer, product, staff
from tests.racing import race

pytestmark = pytest.mark.django_db


def small(count=3, amount=80, province="17"):
    return [
        product(producer(province), monthly_supply=[Decimal(amount)] * 12) for _ in range(count)
    ]


def rank(wanted):
    run = MatchRun.start(started_by=None, need=wanted)
    tasks.run_matching(run.pk)
    return wanted.pools.live().first()


def member(item):
    return item.producer.organisation.members.get()


def asked_pool(count=3):
    items, wanted = small(count), need()
    pool = rank(wanted)
    ask_pool(pool, wanted.buyer.organisation.members.get())
    return pool, items


def answer(client, share, **data):
    client.force_login(member(share.product))
    return client.post(f"/pools/{share.pool_id}/shares/{share.pk}/", data)


def test_need_nobody_can_fill_alone_gets_a_group_that_can():
    small()
    pool = rank(need())
    shares = list(pool.shares.all())
    assert (pool.state, len(shares)) == ("proposed", 3)
    assert sum(share.monthly for share in shares) == pytest.approx(Decimal(200), abs=Decimal("0.1"))


def test_full_run_is_followed_by_groups_for_every_open_need():
    small()
    wanted = [need(), need()]
    assert tasks.propose_all_pools() == 2
    assert set(Pool.objects.live().values_list("need", flat=True)) == {each.pk for each in wanted}


def test_no_group_where_one_producer_can_fill_it_or_all_together_cannot():
    small(amount=20)
    assert rank(need()) is None
    product(monthly_supply=[Decimal(500)] * 12)
    assert rank(need()) is None


def test_three_producers_agree_and_only_then_see_each_others_phones(english):
    pool, _items = asked_pool()
    shares = list(pool.shares.select_related("product__producer__organisation"))
    english.force_login(pool.need.buyer.organisation.members.get())
    assert "tel:" not in english.get(f"/pools/{pool.pk}/").content.decode()
    for share in shares:
        pool.refresh_from_db()
        assert pool.state == "asked"
        assert answer(english, share, agree="1").status_code == 302
    pool.refresh_from_db()
    assert pool.state == "agreed"
    page = english.get(f"/pools/{pool.pk}/").content.decode()
    assert page.count("tel:") == 4, "three producers and the buyer"
    assert Notice.objects.filter(kind="pool_agreed", channel="in_app").count() == 4


def test_who_declines_is_replaced_and_who_agreed_stays(english):
    pool, _items = asked_pool(4)
    first, second, *_rest = pool.shares.all()
    answer(english, first, agree="1")
    answer(english, second, decline="1", reason="The lake is low.")
    pool.refresh_from_db()
    assert pool.state == "asked"
    members = set(pool.shares.exclude(state="declined").values_list("product", flat=True))
    assert len(members) == 3
    assert first.product_id in members
    assert second.product_id not in members
    newcomer = pool.shares.select_related("product").order_by("pk").last()
    told = Notice.objects.filter(kind="pool_asked", channel="in_app")
    assert told.filter(recipient=member(newcomer.product)).count() == 1


def test_pool_that_nobody_can_complete_is_dissolved_and_the_buyer_told(english):
    pool, _items = asked_pool(3)
    answer(english, pool.shares.first(), decline="1")
    pool.refresh_from_db()
    assert pool.state == "dissolved"
    assert Notice.objects.filter(kind="pool_dissolved").exists()


def test_answer_counts_once(english):
    pool, _items = asked_pool()
    share = pool.shares.first()
    answer(english, share, agree="1")
    page = answer(english, share, decline="1")
    assert page.status_code == 302
    share.refresh_from_db()
    assert share.state == "agreed"


def test_producer_sees_a_pool_only_once_asked_and_strangers_never(english):
    small()
    pool = rank(need())
    english.force_login(member(pool.shares.first().product))
    assert english.get(f"/pools/{pool.pk}/").status_code == 404
    ask_pool(pool, UserFactory())
    assert english.get(f"/pools/{pool.pk}/").status_code == 200
    assert "I take part" in english.get(f"/pools/{pool.pk}/").content.decode()
    for stranger in (member(product()), buyer().organisation.members.get(), staff("02")):
        english.force_login(stranger)
        assert english.get(f"/pools/{pool.pk}/").status_code == 404
        assert english.post(f"/pools/{pool.pk}/ask/").status_code == 404


def test_staff_of_the_province_name_a_coordinator_and_the_buyer_does_not(english):
    pool, items = asked_pool()
    english.force_login(pool.need.buyer.organisation.members.get())
    english.post(f"/pools/{pool.pk}/coordinator/", {"producer": items[0].producer_id})
    pool.refresh_from_db()
    assert pool.coordinator is None
    english.force_login(staff("17"))
    english.post(f"/pools/{pool.pk}/coordinator/", {"producer": items[0].producer_id})
    pool.refresh_from_db()
    assert pool.coordinator == items[0].producer
    english.post(f"/pools/{pool.pk}/coordinator/", {"producer": producer().pk})
    pool.refresh_from_db()
    assert pool.coordinator is None, "somebody who is not in it"


def test_asked_pool_is_not_made_anew_by_the_next_run():
    pool, _items = asked_pool()
    assert rank(pool.need) == pool


def test_late_pool_is_dissolved():
    pool, _items = asked_pool()
    assert let_pools_expire() == 0
    Pool.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert let_pools_expire() == 1
    pool.refresh_from_db()
    assert pool.state == "dissolved"


@pytest.mark.django_db(transaction=True)
def test_last_two_answers_at_the_same_moment_agree_the_pool_once():
    from matching.pools import answer_share

    pool, _items = asked_pool()
    first, *others = pool.shares.select_related("product")
    answer_share(first, member(first.product), agrees=True)
    waiting = iter([(share.pk, member(share.product)) for share in others])

    def agree(mine):
        share = PoolShare.objects.get(pk=mine[0])
        answer_share(share, mine[1], agrees=True)

    race(2, agree, before=lambda: next(waiting))
    pool.refresh_from_db()
    assert pool.state == "agreed"
    assert Notice.objects.filter(kind="pool_agreed", channel="in_app").count() == 4


@pytest.mark.django_db(transaction=True)
def test_asking_while_groups_are_proposed_anew_neither_waits_for_ever_nor_breaks():
    """Both take the need before the pool; the other way round the database ends one of them."""
    small(4)
    wanted = need()
    pool, person, held = rank(wanted), wanted.buyer.organisation.members.get(), threading.Event()

    def propose_anew():
        with transaction.atomic():
            Need.objects.select_for_update().get(pk=wanted.pk)
            held.set()
            time.sleep(0.5)  # meanwhile the buyer presses "Ask all of them"
            Pool.objects.filter(pk=pool.pk).update(score=0.4)

    def ask():
        held.wait(5)
        ask_pool(pool, person)

    turns = iter([propose_anew, ask])
    outcomes = race(2, lambda action: action(), before=lambda: next(turns))
    assert not [each for each in outcomes if isinstance(each, OperationalError)]
    pool.refresh_from_db()
    assert (pool.state, pool.score) == ("asked", 0.4)


def test_group_that_did_not_come_about_waits_for_nobody(english):
    pool, _items = asked_pool()
    person = pool.need.buyer.organisation.members.get()
    english.force_login(person)
    assert "Waiting for an answer" in english.get(f"/pools/{pool.pk}/").content.decode()
    pool.dissolve()
    assert "Waiting for an answer" not in english.get(f"/pools/{pool.pk}/").content.decode()


def test_who_declined_is_no_member_and_sees_nobodys_phone(english):
    pool, _items = asked_pool(4)
    declined = pool.shares.first()
    answer(english, declined, decline="1", reason="The lake\0 is low.")
    for share in pool.shares.filter(state="waiting").select_related(
        "product__producer__organisation"
    ):
        answer(english, share, agree="1")
    pool.refresh_from_db()
    assert pool.state == "agreed"
    english.force_login(member(declined.product))
    page = english.get(f"/pools/{pool.pk}/").content.decode()
    assert "3 producers together" in page
    assert "tel:" not in page
    english.force_login(pool.need.buyer.organisation.members.get())
    page = english.get(f"/pools/{pool.pk}/").content.decode()
    assert "The lake is low." in page, "who asked may know why"
    assert page.count("tel:") == 3
    card = english.get(f"/needs/{pool.need_id}/").content.decode()
    assert "3 producers together can fill it" in card


def test_group_does_not_go_on_with_what_may_not_be_sold_any_more(english):
    """Who agreed to bring it was counted in: the others would promise more than there is."""
    pool, _items = asked_pool(4)
    first, second, *_rest = pool.shares.all()
    answer(english, first, agree="1")
    Product.objects.filter(pk=first.product_id).update(state="suspended")
    answer(english, second, decline="1")
    pool.refresh_from_db()
    assert pool.state == "dissolved"


def test_who_agreed_stays_however_many_others_offer_more(english, monkeypatch):
    monkeypatch.setattr(pools, "MOST_OFFERS", 3)
    pool, _items = asked_pool(3)
    first, second, *_rest = pool.shares.all()
    answer(english, first, agree="1")
    small(4, amount=90)
    answer(english, second, decline="1")
    members = set(pool.shares.exclude(state="declined").values_list("product", flat=True))
    pool.refresh_from_db()
    assert pool.state == "asked"
    assert first.product_id in members
