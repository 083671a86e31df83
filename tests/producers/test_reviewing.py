"""Reviewing: by age and area, with reasons per field, what changed, and terms that end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from ovop.kernel.states import StateConflict
from producers import deciding
from producers.deadlines import keep_deadlines
from producers.models import Certificate, Product
from producers.models.products import in_years
from producers.submitting import ask_renewal, submit_product
from tests.factories import producer, product, staff
from tests.producers.listing import EVERY_TICK, filled

pytestmark = pytest.mark.django_db
S = Product.State


def test_register_needs_every_point_of_the_checklist(english):
    item = product(state=S.SUBMITTED)
    english.force_login(staff("17"))
    page = english.post(f"/review/{item.pk}/register/", {"checked": ["photo"]})
    assert page.status_code == 422
    assert "Tick every point" in page.content.decode()
    english.post(f"/review/{item.pk}/register/", EVERY_TICK)
    item.refresh_from_db()
    assert item.is_public
    assert set(item.reviews.get().checked) == set(EVERY_TICK["checked"])


def test_registration_has_number_date_officer_and_end():
    officer, item = staff("17"), product(state=S.SUBMITTED)
    deciding.register(item, officer)
    item.refresh_from_db()
    assert item.registration_number.startswith("KH-OVOP-17-")
    assert (item.registered_by, item.registered_at.date()) == (officer, timezone.now().date())
    assert item.valid_until == in_years(timezone.localdate(), 3)


def test_reason_stands_beside_its_field_until_it_is_handed_in_again(english):
    maker = producer()
    item = product(maker, state=S.SUBMITTED)
    english.force_login(staff("17"))
    english.post(
        f"/review/{item.pk}/changes/",
        {"reason_price": "For how much is one jar?", "reason_photos": "Too dark"},
    )
    english.force_login(maker.organisation.members.get())
    page = english.get(f"/products/{item.pk}/").content.decode()
    assert "For how much is one jar?" in page
    assert f'href="/products/{item.pk}/edit/#id_price"' in page
    form = english.get(f"/products/{item.pk}/edit/").content.decode()
    assert form.count("The staff ask:") == 2
    english.post(f"/products/{item.pk}/edit/", filled(version="1", submit="1"))
    item.refresh_from_db()
    assert item.state == S.SUBMITTED
    assert item.open_remarks == {}


def test_reviewer_sees_only_what_changed_since_the_last_time(english):
    officer, item = staff("17"), product(state=S.DRAFT)
    submit_product(item, None)
    deciding.request_changes(item, officer, "the packing")
    item.packaging = "500 g jar"
    item.save()
    submit_product(item, None)
    english.force_login(officer)
    page = english.get(f"/review/{item.pk}/").content.decode()
    assert "Changed since it was last handed in" in page
    assert "<ins>500 g jar</ins>" in page
    assert page.count("<ins>") == 1


def test_queue_is_by_age_and_of_the_own_province_only(english):
    old, new, far = (
        product(producer(code), state=S.SUBMITTED, name_en=name)
        for code, name in (("17", "Older"), ("17", "Newer"), ("02", "Canary"))
    )
    now = timezone.now()
    for item, days in ((old, 20), (new, 1), (far, 30)):
        Product.objects.filter(pk=item.pk).update(submitted_at=now - timedelta(days=days))
    english.force_login(staff("17"))
    page = english.get("/review/?lang=en").content.decode()
    assert page.index("Older") < page.index("Newer")
    assert "Canary" not in page


def test_usual_price_is_shown_once_there_are_enough_to_compare(english):
    maker = producer()
    item = product(maker, state=S.SUBMITTED)
    english.force_login(staff("17"))
    for _ in range(4):
        product(maker)
    assert "Usual for this kind" not in english.get(f"/review/{item.pk}/").content.decode()
    product(maker)
    assert "in the middle $3.00" in english.get(f"/review/{item.pk}/").content.decode()


# --- terms ----------------------------------------------------------------------------------------


def registered(days_left: int) -> Product:
    item = product(state=S.SUBMITTED)
    deciding.register(item, staff("17"))
    Product.objects.filter(pk=item.pk).update(
        valid_until=timezone.localdate() + timedelta(days=days_left)
    )
    item.refresh_from_db()
    return item


def test_registration_that_ended_leaves_the_catalogue_and_comes_back_with_its_number(english):
    item = registered(-1)
    number = item.registration_number
    assert keep_deadlines(timezone.localdate())["expired"] == 1
    item.refresh_from_db()
    assert item.state == S.EXPIRED
    assert Notice.objects.filter(kind="product_expired").count() == 1
    assert keep_deadlines(timezone.localdate())["expired"] == 0
    submit_product(item, None)
    deciding.register(item, staff("17"))
    assert item.registration_number == number
    assert item.is_public


def test_producer_is_reminded_once_and_renews_without_leaving_the_catalogue(english):
    item = registered(40)
    for _ in range(2):
        keep_deadlines(timezone.localdate())
    assert Notice.objects.filter(kind="product_ends_soon").count() == 1
    english.force_login(item.producer.organisation.members.get())
    assert "Ask to renew it" in english.get(f"/products/{item.pk}/").content.decode()
    english.post(f"/products/{item.pk}/renew/")
    item.refresh_from_db()
    assert item.is_public
    assert not item.renewable
    officer = staff("17")
    english.force_login(officer)
    assert "Renewal" in english.get("/review/").content.decode()
    english.post(f"/review/{item.pk}/renew/")
    item.refresh_from_db()
    assert item.valid_until == in_years(timezone.localdate() + timedelta(days=40), 3)
    assert item.renewal_asked_at is None
    assert item.reviews.filter(decision="renewed", reviewer=officer).exists()


def test_renewal_asked_in_time_waits_for_the_staff_not_for_the_clock():
    item = registered(1)
    ask_renewal(item)
    keep_deadlines(timezone.localdate() + timedelta(days=5))
    item.refresh_from_db()
    assert item.state == S.REGISTERED


def test_certificate_that_ends_is_reminded_of_once():
    item = product()
    soon = timezone.localdate() + timedelta(days=30)
    Certificate.objects.create(producer=item.producer, kind="halal", valid_until=soon)
    Certificate.objects.create(
        producer=item.producer, kind="haccp", valid_until=soon.replace(year=2099)
    )
    assert keep_deadlines(timezone.localdate())["certificate_reminders"] == 1
    assert keep_deadlines(timezone.localdate())["certificate_reminders"] == 0
    assert Notice.objects.filter(kind="certificate_ends").count() == 1


def test_three_years_after_a_leap_day_is_the_day_before():
    assert in_years(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_review_page_stays_within_its_queries(client, django_assert_max_num_queries):
    item = product(state=S.SUBMITTED)
    client.force_login(staff("17"))
    with django_assert_max_num_queries(20):
        client.get(f"/review/{item.pk}/")


def test_what_was_handed_in_anew_is_not_registered_unseen(english):
    officer, item = staff("17"), product(state=S.DRAFT)
    submit_product(item, None)
    seen = item.submissions.get().pk
    item.withdraw()
    submit_product(item, None)
    english.force_login(officer)
    page = english.post(
        f"/review/{item.pk}/register/", EVERY_TICK | {"submission": seen}, follow=True
    )
    item.refresh_from_db()
    assert item.state == S.SUBMITTED
    assert "handed it in anew while you looked" in page.content.decode()


def test_reasons_are_not_swallowed_by_registering(english):
    item = product(state=S.SUBMITTED)
    english.force_login(staff("17"))
    page = english.post(f"/review/{item.pk}/register/", EVERY_TICK | {"reason_price": "Too low?"})
    assert page.status_code == 422
    assert "Too low?" in page.content.decode()
    item.refresh_from_db()
    assert item.state == S.SUBMITTED


def test_renewal_is_granted_once_and_only_when_asked_for(english):
    item = registered(40)
    english.force_login(staff("17"))
    english.post(f"/review/{item.pk}/renew/")
    item.refresh_from_db()
    assert item.valid_until == timezone.localdate() + timedelta(days=40)
    ask_renewal(item)
    for _ in range(2):
        english.post(f"/review/{item.pk}/renew/")
    item.refresh_from_db()
    assert item.valid_until == in_years(timezone.localdate() + timedelta(days=40), 3)
    assert item.reviews.filter(decision="renewed").count() == 1


def test_staff_are_told_when_a_registered_product_becomes_something_else(english):
    officer = staff("17")
    item = product(state=S.DRAFT)
    submit_product(item, None)
    deciding.register(item, officer)
    english.force_login(item.producer.organisation.members.get())
    english.post(f"/products/{item.pk}/edit/", filled(version="1", name_en="Something else"))
    assert Notice.objects.filter(kind="product_changed", recipient=officer).count() == 1
    english.force_login(officer)
    assert "<ins>Something else</ins>" in english.get(f"/review/{item.pk}/").content.decode()


def test_registration_somebody_asks_to_renew_at_this_moment_does_not_end():
    item = product(valid_until=timezone.localdate() - timedelta(days=1))
    read_before = Product.objects.get(pk=item.pk)
    item.ask_renewal()
    with pytest.raises(StateConflict):
        read_before.expire()
    item.refresh_from_db()
    assert item.state == "registered"
