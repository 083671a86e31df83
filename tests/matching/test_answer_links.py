"""The link in a message: one answer, without signing in, good once."""

from decimal import Decimal

import pytest
from django.core import signing
from djmoney.money import Money

from forums.models import MeetingRequest
from forums.models.sides import Side
from forums.pairing import ask_to_meet
from matching.models import Enquiry, Pool, PoolShare, Quote
from matching.pools import ask_pool
from matching.trading.dealing import enquire, say, take_step
from notices.models import Notice
from ovop.kernel.tickets import Ticket
from tests.factories import buyer, need, producer, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(gazetteer):
    made = producer()
    made.organisation.members.update(language="en")
    return made


@pytest.fixture
def hotel(gazetteer):
    return buyer(name_en="Hotel Lotus")


def member(party):
    return party.organisation.members.get()


@pytest.fixture
def thread(hotel, maker):
    return enquire(
        member(hotel), Side.BUYER, maker, hotel, product=product(maker), need=None, text="How much?"
    )


def link_to(party):
    notice = Notice.objects.filter(recipient=member(party)).exclude(channel="in_app").latest("pk")
    return notice.link


def test_message_to_the_phone_carries_the_sentence_and_the_link(thread, maker, capsys):
    from notices.models import Preference
    from notices.tasks import deliver_pending

    Preference.objects.create(user=member(maker), quiet=False)  # whatever the hour of the test
    deliver_pending()
    told = capsys.readouterr().err
    assert (
        f'[SMS to {member(maker).phone}] Hotel Lotus asks about "Prahok of gourami". http' in told
    )


def test_one_tap_agrees_without_signing_in_and_shows_whom_to_call(client, thread, maker):
    page = client.get(link_to(maker)).content.decode()
    assert "Hotel Lotus" in page
    assert "How much?" in page
    assert "012 999 888" not in page
    done = client.post(link_to(maker), {"answer": "accept"}).content.decode()
    thread.refresh_from_db()
    assert thread.state == Enquiry.State.TALKING
    assert "012 999 888" in done
    assert "_auth_user_id" not in client.session


def test_opening_the_link_changes_nothing(client, thread, maker):
    for _ in range(3):
        client.get(link_to(maker))
        client.head(link_to(maker))
    thread.refresh_from_db()
    assert (thread.state, thread.step) == ("asked", 0)


def test_link_is_good_once_and_keeps_the_number_to_itself_afterwards(client, thread, maker):
    link = link_to(maker)
    client.post(link, {"answer": "accept"})
    again = client.post(link, {"answer": "decline", "reason": "price"}).content.decode()
    assert "the link works once" in again
    assert "012 999 888" not in client.get(link).content.decode()
    thread.refresh_from_db()
    assert thread.state == Enquiry.State.TALKING


def test_declining_asks_why(client, thread, maker):
    assert "Not at that time" in client.get(link_to(maker)).content.decode()
    client.post(link_to(maker), {"answer": "decline", "reason": "season"})
    thread.refresh_from_db()
    assert (thread.state, thread.decline_reason) == ("declined", "season")


def test_forged_cut_and_old_links_lead_nowhere_with_a_sentence(client, thread, maker, monkeypatch):
    link = link_to(maker)
    for broken in (link[:-5] + "/", link.replace("e.", "m.", 1), "/a/e.1.0.1/", "/a/x/"):
        page = client.get(broken)
        assert page.status_code == 404
    assert "leads nowhere" in client.get("/a/x/?lang=en").content.decode()
    late = signing.TimestampSigner.timestamp
    monkeypatch.setattr(
        signing.TimestampSigner, "timestamp", lambda self: signing.b62_encode(1_500_000_000)
    )
    old = str(Ticket("e", thread.pk, 0, member(maker).pk))
    monkeypatch.setattr(signing.TimestampSigner, "timestamp", late)
    assert "too old" in client.get(f"/a/{old}/?lang=en").content.decode()


def test_link_dies_with_the_membership_and_with_the_account(client, thread, maker):
    link, person = link_to(maker), member(maker)
    person.is_active = False
    person.save()
    assert client.post(link, {"answer": "accept"}).status_code == 404
    person.is_active = True
    person.save()
    person.memberships.all().delete()
    assert client.post(link, {"answer": "accept"}).status_code == 404
    thread.refresh_from_db()
    assert thread.state == "asked"


def test_answer_that_was_not_offered_is_refused(client, thread, maker):
    client.post(link_to(maker), {"answer": "kept"})
    client.post(link_to(maker), {})
    thread.refresh_from_db()
    assert thread.state == "asked"


def test_meeting_is_agreed_by_the_link(client, hotel, maker):
    ask_to_meet(
        member(hotel), Side.BUYER, maker, hotel, product=product(maker), message="At the forum?"
    )
    assert "At the forum?" in client.get(link_to(maker)).content.decode()
    done = client.post(link_to(maker), {"answer": "accept"}).content.decode()
    assert MeetingRequest.objects.get().state == "accepted"
    assert "012 999 888" in done


def test_meeting_declined_by_the_link_keeps_the_reason(client, hotel, maker):
    ask_to_meet(member(hotel), Side.BUYER, maker, hotel, product=product(maker))
    client.post(link_to(maker), {"answer": "decline", "reason": "distance"})
    request = MeetingRequest.objects.get()
    assert (request.state, request.decline_reason) == ("declined", "distance")


def test_share_of_a_pool_is_agreed_by_the_link_but_not_another_amount(client, hotel, maker):
    wanted = need(hotel)
    pool = Pool.objects.create(need=wanted, months=[1], score=0.5)
    share = PoolShare.objects.create(pool=pool, product=product(maker), amounts=["80"])
    ask_pool(pool, member(hotel))
    PoolShare.objects.update(amounts=["150"])
    assert "the link works once" in client.get(link_to(maker)).content.decode()
    PoolShare.objects.update(amounts=["80"])
    client.post(link_to(maker), {"answer": "accept"})
    share.refresh_from_db()
    assert share.state == "agreed"


def test_old_link_shows_nothing_of_what_was_written_later(client, thread, maker, hotel):
    link = link_to(maker)
    client.post(link, {"answer": "accept"})
    thread.refresh_from_db()
    say(thread, member(hotel), Side.BUYER, "my number is 099 111 222")
    page = client.get(link).content.decode()
    assert "099 111 222" not in page
    assert "How much?" not in page


def test_declining_a_deal_in_talks_shows_no_number(client, hotel, maker, thread):
    client.post(link_to(maker), {"answer": "accept"})
    thread.refresh_from_db()
    quote = Quote(price=Money(1, "USD"), quantity=5, unit="kg", period="once")
    take_step(thread.pk, member(hotel), Side.BUYER, "offer", step=thread.step, quote=quote)
    done = client.post(link_to(maker), {"answer": "decline", "reason": "price"}).content.decode()
    assert "Declined" in done
    assert "012 999 888" not in done


def test_member_whose_amount_changed_gets_a_link_that_works(client, hotel, maker):
    from matching.pools import _change

    wanted = need(hotel)
    pool = Pool.objects.create(need=wanted, months=[1], score=0.5)
    share = PoolShare.objects.create(pool=pool, product=product(maker), amounts=[Decimal("80")])
    ask_pool(pool, member(hotel))
    old = link_to(maker)
    share.refresh_from_db()
    _change(share, [Decimal("150")])
    assert "the link works once" in client.get(old).content.decode()
    client.post(link_to(maker), {"answer": "accept"})
    share.refresh_from_db()
    assert share.state == "agreed"
