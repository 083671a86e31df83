"""The listing form as people really use it: opened again, sent twice, sent at the same moment."""

import uuid

import pytest
from django.test import Client

from accounts.models import Role
from notices.models import Notice
from places.models import Commune
from producers.models import Product
from tests.factories import UserFactory, category, producer, product, staff
from tests.producers.listing import filled, send
from tests.racing import race

pytestmark = pytest.mark.django_db


def test_edit_page_opens_with_what_is_stored_for_owner_and_officer(client):
    maker = producer()
    item = product(maker)
    officer = UserFactory(
        role=Role.OFFICER, province_id="17", commune=Commune.objects.get(pk="171007")
    )
    for person in (maker.organisation.members.get(), officer):
        client.force_login(person)
        page = client.get(f"/products/{item.pk}/edit/").content.decode()
        assert 'value="12000"' in page
        assert "ភូមិមួយ" in page


def test_form_that_comes_again_after_handing_in_changes_nothing(client):
    maker = producer()
    client.force_login(maker.organisation.members.get())
    client_id = str(uuid.uuid4())
    send(client, maker, client_id, submit="1")
    page = send(client, maker, client_id, follow=True, submit="1", price_0="1")
    item = Product.objects.get()
    assert page.redirect_chain[-1][0] == f"/products/{item.pk}/"
    assert (item.state, item.price.amount) == ("submitted", 12000)


@pytest.mark.django_db(transaction=True)
def test_taps_at_the_same_moment_make_one_product_and_no_error():
    maker = producer()
    person = maker.organisation.members.get()
    client_id = str(uuid.uuid4())
    category()

    def browser() -> Client:
        client = Client()
        client.force_login(person)
        return client

    answers = race(
        6, lambda client: send(client, maker, client_id, submit="1").status_code, before=browser
    )
    assert answers == [302] * 6
    assert Product.objects.get().state == "submitted"
    assert Notice.objects.filter(kind="product_submitted").count() == 0, "no staff here to tell"
    assert Product.objects.get().submissions.count() == 1


def test_edited_meanwhile_is_told_once_and_the_second_save_goes_through(english):
    maker = producer()
    item = product(maker)
    english.force_login(maker.organisation.members.get())
    Product.objects.update(version=7)
    page = english.post(f"/products/{item.pk}/edit/", filled(version="1", price_0="9000"))
    assert "Somebody else changed this product" in page.content.decode()
    assert b'name="version" value="7"' in page.content
    english.post(f"/products/{item.pk}/edit/", filled(version="7", price_0="9000"))
    item.refresh_from_db()
    assert item.price.amount == 9000


def test_decision_made_while_the_form_was_open_stands():
    item = product()
    stale = Product.objects.get(pk=item.pk)
    item.suspend()
    stale.packaging = "jar"
    stale.save()
    item.refresh_from_db()
    assert (item.state, item.packaging) == ("suspended", "jar")


def test_handing_in_by_the_api_tells_the_reviewers(client):
    reviewer = staff()
    maker = producer()
    item = product(maker, state=Product.State.DRAFT)
    client.force_login(maker.organisation.members.get())
    assert client.post(f"/api/v1/products/{item.pk}/submit/").status_code == 200
    assert Notice.objects.filter(recipient=reviewer, kind="product_submitted").exists()


def test_number_keys_that_are_no_numbers_are_refused_without_an_error_page(client):
    maker = producer()
    client.force_login(maker.organisation.members.get())
    for months in (["²"], ["9" * 5000], ["\x00"]):
        page = send(client, maker, **{"monthly_supply-months": months})
        assert page.status_code == 200
    assert not Product.objects.exists()


def test_edited_meanwhile_with_a_price_nobody_can_read_keeps_both(english):
    maker = producer()
    item = product(maker)
    english.force_login(maker.organisation.members.get())
    Product.objects.update(version=7)
    page = english.post(f"/products/{item.pk}/edit/", filled(version="1", price_0=""))
    assert page.status_code == 200
    assert "Somebody else changed this product" in page.content.decode()


def test_change_by_the_api_is_told_to_the_staff_as_one_on_the_page(client):
    reviewer, maker = staff(), producer()
    item = product(maker)
    client.force_login(maker.organisation.members.get())
    field = item.category.parent_id
    refused = client.patch(
        f"/api/v1/products/{item.pk}/", {"category": field}, content_type="application/json"
    )
    assert (refused.status_code, list(refused.json())) == (400, ["category"])
    client.patch(
        f"/api/v1/products/{item.pk}/", {"packaging": "jar"}, content_type="application/json"
    )
    assert not Notice.objects.filter(kind="product_changed").exists()
    client.patch(
        f"/api/v1/products/{item.pk}/", {"price": "9000.00"}, content_type="application/json"
    )
    assert [row.recipient for row in Notice.objects.filter(kind="product_changed")] == [reviewer]
