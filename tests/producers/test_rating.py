"""Stars come from a sheet; the sheet is kept; the rubric is the Committee's to change."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from notices.models import Notice
from producers.deadlines import keep_deadlines
from producers.models import Product, Rubric
from producers.models.ratings import weighted_percent
from producers.rating import rate
from producers.rubrics import load_rubric
from tests.factories import UserFactory, product, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def rubric(db):
    load_rubric()
    return Rubric.objects.get()


def points(rubric: Rubric, share: float) -> dict[int, int]:
    return {c.pk: round(c.most * share) for c in rubric.criteria.all()}


@pytest.mark.parametrize(("share", "stars"), [(1, 5), (0.8, 4), (0.6, 2), (0, 1)])
def test_points_become_stars_and_the_sheet_is_kept(rubric, share, stars):
    item = product()
    rating = rate(item, staff("17"), rubric, points(rubric, share))
    item.refresh_from_db()
    assert (item.stars, rating.stars) == (stars, stars)
    assert len(rating.sheet) == 9
    assert item.stars_until.year == timezone.localdate().year + 2


def test_staff_judge_by_the_sheet_and_the_producer_is_told(english, rubric):
    item = product()
    english.force_login(staff("17"))
    page = english.get(f"/review/{item.pk}/stars/").content.decode()
    assert "Exportable, with a name of its own" in page
    assert english.post(f"/review/{item.pk}/stars/", {}).status_code == 422
    full = {f"points_{pk}": n for pk, n in points(rubric, 1).items()}
    english.post(f"/review/{item.pk}/stars/", full | {"note": "Print the label in English."})
    item.refresh_from_db()
    assert item.stars == 5
    assert Notice.objects.filter(kind="product_rated").exists()
    assert "Print the label in English." in english.get(f"/review/{item.pk}/").content.decode()


def test_stars_lapse_after_their_term_and_the_product_waits_to_be_judged_again(rubric):
    item, judge = product(), staff("17")
    rate(item, judge, rubric, points(rubric, 1))
    assert not Product.objects.to_judge_by(judge).exists()
    later = item.stars_until + timedelta(days=1)
    assert keep_deadlines(later)["stars_lapsed"] == 1
    item.refresh_from_db()
    assert item.stars is None
    assert Product.objects.to_judge_by(judge).get() == item
    assert item.ratings.count() == 1


def form_of(rubric: Rubric, **changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "name_en": "Stricter", "thresholds": "60,75,85,95", "valid_years": "1",
        "criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "0",
        "criteria-0-section": "quality", "criteria-0-name_en": "Taste", "criteria-0-weight": "10",
        "criteria-0-most": "4",
    }  # fmt: skip
    return data | changes


def test_committee_changes_the_rubric_and_old_sheets_keep_their_questions(english, rubric):
    item = product()
    old = rate(item, staff("17"), rubric, points(rubric, 1))
    english.force_login(UserFactory(role=Role.NATIONAL))
    assert english.get(f"/rubrics/{rubric.pk}/").status_code == 200
    english.post(f"/rubrics/{rubric.pk}/", form_of(rubric))
    new = Rubric.for_product(item)
    assert (new.name_en, new.valid_years, new.criteria.count()) == ("Stricter", 1, 1)
    old.refresh_from_db()
    assert (old.rubric, len(old.sheet)) == (rubric, 9)


@pytest.mark.parametrize(
    "thresholds", ["90,80,70,50", "50,60", "0,10,20,30", "a,b,c,d", "50,60,70,700"]
)
def test_thresholds_that_make_no_sense_are_told(english, rubric, thresholds):
    english.force_login(UserFactory(role=Role.NATIONAL))
    page = english.post(f"/rubrics/{rubric.pk}/", form_of(rubric, thresholds=thresholds))
    assert page.status_code == 200
    assert Rubric.objects.count() == 1


def test_rubric_of_a_field_wins_over_the_general_one(rubric):
    item = product()
    own = Rubric.objects.create(name_en="Fish")
    own.fields.add(item.category.parent)
    assert Rubric.for_product(item) == own


def test_second_rubric_for_the_same_products_is_refused(english, rubric):
    english.force_login(UserFactory(role=Role.NATIONAL))
    page = english.post("/rubrics/new/", form_of(rubric)).content.decode()
    assert "is in use for these already" in page
    assert Rubric.objects.filter(in_use=True).count() == 1


def test_second_of_two_who_change_a_rubric_is_told(english, rubric):
    english.force_login(UserFactory(role=Role.NATIONAL))
    english.post(f"/rubrics/{rubric.pk}/", form_of(rubric))
    assert english.post(f"/rubrics/{rubric.pk}/", form_of(rubric)).status_code == 404
    assert Rubric.objects.filter(in_use=True).count() == 1


def test_rubric_of_some_products_can_be_retired(english, rubric):
    item = product()
    own = Rubric.objects.create(name_en="Fish")
    own.fields.add(item.category.parent)
    english.force_login(UserFactory(role=Role.NATIONAL))
    english.post(f"/rubrics/{own.pk}/", {"retire": "1"})
    assert Rubric.for_product(item) == rubric


def test_stars_without_a_term_wait_to_be_judged(rubric):
    item = product()
    Product.objects.filter(pk=item.pk).update(stars=4, stars_until=None)
    assert item in Product.objects.to_judge_by(staff("17"))


def test_provincial_staff_see_the_rubric_and_cannot_change_it(english, rubric):
    english.force_login(staff("17"))
    assert english.get("/rubrics/").status_code == 200
    assert english.post(f"/rubrics/{rubric.pk}/", form_of(rubric)).status_code == 403


SHEETS = st.lists(
    st.tuples(st.integers(1, 100), st.integers(1, 10), st.integers(0, 10)), min_size=1, max_size=12
)


@given(SHEETS)
def test_per_cent_lie_between_none_and_all_and_more_points_never_give_less(lines):
    sheet = [{"weight": w, "most": m, "points": min(p, m)} for w, m, p in lines]
    percent = weighted_percent(sheet)
    assert 0 <= percent <= 100
    full = [row | {"points": row["most"]} for row in sheet]
    assert weighted_percent(full) == Decimal(100)
    better = [sheet[0] | {"points": sheet[0]["most"]}, *sheet[1:]]
    assert weighted_percent(better) >= percent
