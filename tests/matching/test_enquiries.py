"""Enquiry, quote, sample, deal: whose turn it is, what each step changes, who sees which number."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models.sides import Side
from matching.models import Block, Enquiry, MatchRun, Quote
from matching.tasks import end_late_enquiries, remind_who_must_answer, run_matching
from matching.trading.dealing import OutOfStep, enquire, expire, steps_open, take_step
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import UserFactory, buyer, need, producer, product
from tests.racing import race

pytestmark = pytest.mark.django_db
OFFER = {
    "price_0": "12000", "price_1": "KHR", "quantity": "50", "unit": "kg", "period": "week", "note": "delivered",
}  # fmt: skip


@pytest.fixture
def maker(gazetteer):
    return producer(name_en="Chong Khneas women")


@pytest.fixture
def hotel(gazetteer):
    return buyer(name_en="Hotel Lotus")


def member(party):
    return party.organisation.members.get()


def asked(hotel, maker, **more):
    about = {"product": product(maker), "need": None, "text": "How much for 50 kg?"} | more
    return enquire(member(hotel), Side.BUYER, maker, hotel, **about)


def step(english, party, thread, name, **data):
    english.force_login(member(party))
    thread.refresh_from_db()
    return english.post(
        f"/enquiries/{thread.pk}/{name}/", {"step": thread.step} | data, follow=True
    ).content.decode()


def page(english, party, thread):
    english.force_login(member(party))
    return english.get(f"/enquiries/{thread.pk}/").content.decode()


def state_of(thread):
    thread.refresh_from_db()
    return thread.state, thread.turn


def test_enquiry_becomes_a_quote_then_a_sample_then_a_deal(english, hotel, maker):
    thread = asked(hotel, maker)
    assert state_of(thread) == ("asked", "producer")
    step(english, maker, thread, "offer", **OFFER)
    assert state_of(thread) == ("quoted", "buyer")
    step(english, hotel, thread, "ask_sample")
    assert state_of(thread) == ("sample", "producer")
    step(english, maker, thread, "send_sample")
    step(english, hotel, thread, "like")
    assert state_of(thread) == ("quoted", "buyer")
    text = step(english, hotel, thread, "accept")
    assert "You have a deal" in text
    assert state_of(thread) == ("deal", "")
    assert thread.quotes.get().state == Quote.State.ACCEPTED
    assert [entry.kind for entry in thread.entries.all()] == [
        "asked", "offer", "sample_wanted", "sample_sent", "sample_good", "deal",
    ]  # fmt: skip


def test_phones_appear_only_after_both_agreed(english, hotel, maker):
    thread = asked(hotel, maker)
    number = "012 999 888"
    assert number not in page(english, maker, thread)
    assert number not in page(english, hotel, thread)
    step(english, maker, thread, "offer", **OFFER)
    assert number not in page(english, hotel, thread)
    assert number not in page(english, maker, thread)
    step(english, hotel, thread, "accept")
    assert number in page(english, hotel, thread)
    assert number in page(english, maker, thread)


def test_other_terms_go_back_and_forth_and_replace_each_other(english, hotel, maker):
    thread = asked(hotel, maker)
    step(english, maker, thread, "offer", **OFFER)
    step(english, hotel, thread, "offer", **OFFER | {"price_0": "10000"})
    assert state_of(thread) == ("quoted", "producer")
    step(english, maker, thread, "accept")
    assert [(quote.side, quote.state) for quote in thread.quotes.order_by("pk")] == [
        ("producer", "replaced"), ("buyer", "accepted"),
    ]  # fmt: skip


def test_nobody_accepts_an_offer_that_changed_meanwhile(english, hotel, maker):
    thread = asked(hotel, maker)
    step(english, maker, thread, "offer", **OFFER)
    seen = Enquiry.objects.get().step
    step(english, maker, thread, "offer", **OFFER | {"price_0": "99000"})
    english.force_login(member(hotel))
    told = english.post(f"/enquiries/{thread.pk}/accept/", {"step": seen}, follow=True)
    assert "This went on while you were looking" in told.content.decode()
    assert state_of(thread) == ("quoted", "buyer")


@pytest.mark.parametrize("given", ["", "x", "-1", "9" * 30])
def test_step_without_its_number_changes_nothing(english, hotel, maker, given):
    thread = asked(hotel, maker)
    english.force_login(member(maker))
    english.post(f"/enquiries/{thread.pk}/accept/", {"step": given})
    assert state_of(thread) == ("asked", "producer")


def test_decline_tells_why_and_frees_the_pair(english, hotel, maker):
    thread = asked(hotel, maker)
    step(english, maker, thread, "decline", reason="season", text="After the rains")
    assert "Not at that time" in page(english, hotel, thread)
    assert "After the rains" in page(english, hotel, thread)
    asked(hotel, maker, product=thread.product)
    assert Enquiry.objects.count() == 2


def test_reason_nobody_offered_counts_as_another(english, hotel, maker):
    thread = asked(hotel, maker)
    step(english, maker, thread, "decline", reason="<script>")
    thread.refresh_from_db()
    assert thread.decline_reason == "other"


def test_each_side_sees_the_steps_of_its_turn_only(hotel, maker):
    thread = asked(hotel, maker)
    assert steps_open(thread, Side.PRODUCER) == ["accept", "offer", "decline"]
    assert steps_open(thread, Side.BUYER) == ["withdraw"]


def test_producer_offers_for_a_need_and_the_buyer_accepts(english, hotel, maker):
    wanted, item = need(hotel), product(maker)
    english.force_login(member(maker))
    form = english.get(f"/enquiries/ask/?need={wanted.pk}&product={item.pk}").content.decode()
    assert 'value="200"' in form  # what the need asks for
    english.post(f"/enquiries/ask/?need={wanted.pk}", OFFER | {"product": item.pk, "text": "fresh"})
    thread = Enquiry.objects.get()
    assert state_of(thread) == ("quoted", "buyer")
    step(english, hotel, thread, "accept")
    assert state_of(thread) == ("deal", "")
    assert "Is your need filled now?" in page(english, hotel, thread)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"price_0": "0"}, "greater than or equal to 0.01"),
        ({"price_0": ""}, "This field is required"),
        ({"quantity": "-3"}, "greater than or equal to 0.01"),
        ({"unit": "piece"}, "This product is sold by kg; that cannot be compared"),
        ({"starts_on": "2001-01-01"}, "That day has passed"),
        ({"note": "x" * 400}, "at most 300 characters"),
        ({"price_0": "0.01", "price_1": "USD", "quantity": "0.01"}, "worth nothing"),
    ],
)
def test_senseless_terms_are_told_and_kept(english, hotel, maker, changes, sentence):
    thread = asked(hotel, maker)
    text = step(english, maker, thread, "offer", **OFFER | changes)
    assert sentence in text
    assert 'value="50"' in text or changes.get("quantity")
    assert state_of(thread) == ("asked", "producer")


def test_messages_reach_the_other_side_and_a_lively_hour_is_one_notice(english, hotel, maker):
    thread = asked(hotel, maker)
    english.force_login(member(maker))
    for words in ("Fresh from the lake", "We pack in 5 kg"):
        english.post(f"/enquiries/{thread.pk}/write/", {"text": words})
    text = page(english, hotel, thread)
    assert "Fresh from the lake" in text
    assert "We pack in 5 kg" in text
    assert Notice.objects.filter(kind="enquiry_message").count() == 1


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_empty_or_endless_message_is_not_sent(english, hotel, maker, words):
    thread = asked(hotel, maker)
    english.force_login(member(maker))
    told = english.post(f"/enquiries/{thread.pk}/write/", {"text": words}, follow=True)
    assert "Nothing was sent" in told.content.decode()
    assert thread.entries.count() == 1


def test_strangers_and_other_staff_see_nothing(english, hotel, maker):
    thread = asked(hotel, maker)
    english.force_login(UserFactory())
    assert english.get(f"/enquiries/{thread.pk}/").status_code == 404
    assert english.post(f"/enquiries/{thread.pk}/accept/", {"step": 0}).status_code == 404
    assert english.post(f"/enquiries/{thread.pk}/write/", {"text": "hi"}).status_code == 404


def test_second_enquiry_about_the_same_is_refused_with_a_sentence(english, hotel, maker):
    thread = asked(hotel, maker)
    english.force_login(member(hotel))
    again = english.post(
        f"/enquiries/ask/?product={thread.product_id}",
        {"unit": "kg", "period": "once"},
        follow=True,
    )
    assert "in touch about this already" in again.content.decode()
    assert Enquiry.objects.count() == 1


def test_nobody_acting_in_time_ends_it_and_an_answer_then_is_too_late(english, hotel, maker):
    thread = asked(hotel, maker)
    Enquiry.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "This went on" in step(english, maker, thread, "accept")
    assert end_late_enquiries() == 1
    assert state_of(thread) == ("expired", "")
    assert Notice.objects.filter(kind="enquiry_expired", recipient=member(hotel)).count() == 1


def test_reminder_goes_to_whose_turn_it_is_once_half_way_and_once_at_the_end(hotel, maker):
    asked(hotel, maker)
    assert remind_who_must_answer() == 0
    for left in (timedelta(days=6), timedelta(days=5), timedelta(days=1), timedelta(hours=2)):
        Enquiry.objects.update(expires_at=timezone.now() + left)
        assert remind_who_must_answer() == 1
    reminders = Notice.objects.filter(kind="enquiry_reminder", channel="in_app")
    assert [notice.recipient for notice in reminders] == [member(maker)] * 2


def test_deal_kept_raises_and_broken_lowers_the_producers_standing(english, hotel, maker):
    from matching.standing import STANDING_OF_PRODUCERS

    def standing():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(STANDING_OF_PRODUCERS)
            return float(dict(cursor.fetchall())[maker.pk])

    results = []
    for answer in ("kept", "not_kept"):
        thread = asked(hotel, maker)
        step(english, maker, thread, "offer", **OFFER)
        step(english, hotel, thread, "accept")
        before = standing()
        step(english, hotel, thread, answer)
        results.append(standing() - before)
    assert results[0] > 0 > results[1]


def test_blocked_pair_is_not_suggested_until_the_one_who_said_so_undoes_it(english, hotel, maker):
    wanted, item = need(hotel), product(maker)
    run_matching(MatchRun.start(started_by=None, need=wanted).pk)
    thread = asked(hotel, maker, product=item)

    def suggested():
        english.force_login(member(maker))
        return wanted.name_en in english.get("/my/opportunities/").content.decode()

    assert suggested()
    english.post(f"/enquiries/{thread.pk}/block/")
    assert not suggested()
    assert "Suggest them to me again" not in page(english, hotel, thread)
    english.post(f"/enquiries/{thread.pk}/block/", {"undo": "1"})  # as the other side
    assert not suggested()
    english.post(f"/enquiries/{thread.pk}/block/", {"undo": "1"})
    assert suggested()


def test_blocked_pair_starts_nothing_new(english, hotel, maker):
    item = product(maker)
    Block.objects.create(producer=maker, buyer=hotel, side="producer")
    english.force_login(member(hotel))
    told = english.post(
        f"/enquiries/ask/?product={item.pk}", {"unit": "kg", "period": "once"}, follow=True
    )
    assert "not possible between you two" in told.content.decode()
    assert not Enquiry.objects.exists()


def test_lively_thread_does_not_end_and_a_silent_one_tells_both(english, hotel, maker):
    thread = asked(hotel, maker)
    Enquiry.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    english.force_login(member(maker))
    english.post(f"/enquiries/{thread.pk}/write/", {"text": "One moment, I ask my mother."})
    thread.refresh_from_db()
    assert thread.expires_at > timezone.now() + timedelta(days=13)
    Enquiry.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    end_late_enquiries()
    assert Notice.objects.filter(kind="enquiry_expired").count() == 2


def test_step_just_before_the_end_is_not_undone_by_the_sweeper(hotel, maker):
    thread = asked(hotel, maker)
    Enquiry.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    thread.refresh_from_db()
    Enquiry.objects.update(state="talking", expires_at=timezone.now() + timedelta(days=30))
    with pytest.raises(StateConflict):
        expire(thread)


def test_offer_of_enormous_numbers_is_stored_or_refused_but_never_breaks(english, hotel, maker):
    thread = asked(hotel, maker)
    step(
        english, maker, thread, "offer",
        **OFFER | {"price_0": "9000000000", "price_1": "USD", "quantity": "9000000000"},
    )  # fmt: skip
    assert state_of(thread)[0] == "quoted"


def test_after_a_thread_ended_the_match_offers_to_ask_again(english, hotel, maker):
    wanted, item = need(hotel), product(maker)
    run_matching(MatchRun.start(started_by=None, need=wanted).pk)
    thread = asked(hotel, maker, product=item, need=wanted)
    english.force_login(member(hotel))
    ask_again = f"/enquiries/ask/?product={item.pk}&need={wanted.pk}".replace("&", "&")
    assert ask_again not in english.get(f"/needs/{wanted.pk}/").content.decode()
    Enquiry.objects.filter(pk=thread.pk).update(state="expired")
    assert ask_again in english.get(f"/needs/{wanted.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_exactly_one_counts(hotel, maker):
    thread = asked(hotel, maker)
    person = member(maker)
    names = iter(["accept", "decline"] * 4)

    def answer():
        return take_step(thread.pk, person, Side.PRODUCER, next(names), step=0).state

    outcomes = race(8, answer)
    assert sum(isinstance(each, OutOfStep) for each in outcomes) == 7
    assert thread.entries.count() == 2


@pytest.mark.django_db(transaction=True)
def test_both_asking_at_once_make_one_thread(hotel, maker):
    item = product(maker)

    def ask():
        return asked(hotel, maker, product=item)

    outcomes = race(6, ask)
    assert sum(isinstance(each, Enquiry) for each in outcomes) == 1
    assert Enquiry.objects.count() == 1


def test_unit_the_product_is_not_sold_by_is_refused_when_asking(english, hotel, maker):
    item = product(maker)
    english.force_login(member(hotel))
    told = english.post(
        f"/enquiries/ask/?product={item.pk}", {"quantity": "5", "unit": "piece", "period": "once"}
    )
    assert "This product is sold by kg; that cannot be compared" in told.content.decode()


def test_words_of_a_second_enquiry_go_into_the_thread_there_is(english, hotel, maker):
    thread = asked(hotel, maker)
    english.force_login(member(hotel))
    again = english.post(
        f"/enquiries/ask/?product={thread.product_id}",
        {"unit": "kg", "period": "once", "text": "Also on Sundays?"},
    )
    assert again.url == f"/enquiries/{thread.pk}/"
    assert thread.entries.last().text == "Also on Sundays?"


def test_stale_offer_is_told_even_when_it_is_senseless(english, hotel, maker):
    thread = asked(hotel, maker)
    step(english, maker, thread, "decline")
    english.force_login(member(maker))
    told = english.post(f"/enquiries/{thread.pk}/offer/", {"step": 0, "price_0": ""}, follow=True)
    assert "This went on while you were looking" in told.content.decode()
