"""Who is told of a new match, and who is not; and why a need has none."""

import pytest
from djmoney.money import Money

from matching.explaining import why_none
from matching.models import MatchRun
from matching.tasks import run_matching
from notices.models import Notice
from tests.factories import category, need, producer, product

pytestmark = pytest.mark.django_db


def run(**about):
    run_matching(MatchRun.start(started_by=None, **about).pk)


def told(kind):
    return Notice.objects.filter(kind=kind)


def test_new_product_is_told_to_the_buyer_it_fits_once(gazetteer):
    wanted = need()
    run(need=wanted)
    item = product()
    run(product=item)
    run(product=item)
    notice = told("product_fits").get()
    assert notice.recipient == wanted.buyer.organisation.members.get()
    assert notice.link == wanted.get_absolute_url()


def test_new_need_is_told_to_each_producer_it_fits_once_however_many_products(gazetteer):
    maker = producer()
    product(maker)
    product(maker)
    wanted = need()
    run(need=wanted)
    run(need=wanted)
    assert told("need_fits").get().recipient == maker.organisation.members.get()


def test_change_of_an_old_product_is_no_news(gazetteer):
    item, wanted = product(), need()
    run(need=wanted)
    run(product=item)
    assert not told("product_fits").exists()


def test_need_of_invited_producers_is_told_to_them_only(gazetteer):
    invited, other = producer(), producer()
    product(invited)
    product(other)
    wanted = need(visibility="invited")
    wanted.invitations.create(producer=invited)
    run(need=wanted)
    assert told("need_fits").get().recipient == invited.organisation.members.get()


def test_nightly_run_tells_nobody(gazetteer):
    product()
    need()
    run(need=None)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"price_ceiling": Money(100, "KHR")}, "1 product fits but for its price"),
        ({"certificates_required": ["halal"]}, "1 product fits but lacks a certificate"),
        ({"unit": "piece"}, "1 product fits but is sold in another unit"),
        ({"months": [7]}, "1 product fits, but there is none of it in the months"),
    ],
)
def test_need_without_a_match_names_the_limit_that_keeps_products_away(english, limits, sentence):
    product(monthly_supply=[300] * 6 + [0] * 6)
    wanted = need(**limits)
    run(need=wanted)
    english.force_login(wanted.buyer.organisation.members.get())
    assert sentence in english.get(f"/needs/{wanted.pk}/").content.decode()


def test_need_nobody_can_fill_names_no_limit(gazetteer):
    product()
    wanted = need(name_en="helicopter", name_km="", category=category("air", "vehicles"))
    assert why_none(wanted) == []


def test_product_of_the_preferred_origin_comes_first_and_the_reason_says_so(english):
    product(producer("17"))
    far = product(producer("02"))
    wanted = need(origin_id="02")
    run(need=wanted)
    assert wanted.matches.get(rank=1).product == far
    english.force_login(wanted.buyer.organisation.members.get())
    page = english.get(f"/needs/{wanted.pk}/").content.decode()
    assert "Preferred origin" in page
    assert "it comes from another place than preferred" in page


def test_need_looked_up_as_a_draft_is_told_once_it_is_posted(gazetteer):
    product()
    wanted = need(state="draft")
    run(need=wanted)
    assert not told("need_fits").exists()
    wanted.open()
    run_matching(MatchRun.objects.latest("pk").pk)
    assert told("need_fits").count() == 1


def test_need_made_public_is_told_to_those_it_was_hidden_from(gazetteer):
    product()
    wanted = need(visibility="invited")
    run(need=wanted)
    assert not told("need_fits").exists()
    wanted.visibility = "public"
    wanted.save()
    run_matching(MatchRun.objects.latest("pk").pk)
    assert told("need_fits").count() == 1


def test_two_limits_that_only_together_exclude_everything_are_named(english):
    product()
    wanted = need(certificates_required=["halal"], price_ceiling=Money(100, "KHR"))
    run(need=wanted)
    english.force_login(wanted.buyer.organisation.members.get())
    page = english.get(f"/needs/{wanted.pk}/").content.decode()
    assert "not all of your limits at once" in page
    assert "Nobody offers this" not in page
