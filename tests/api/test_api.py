"""The API: public data without a token, everything else within the caller's scope."""

import pytest
from allauth.mfa.models import Authenticator
from djmoney.money import Money
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts.models import User
from accounts.second_factor.needed import is_needed_by
from buyers.models import Need
from producers.models import Product
from tests.factories import UserFactory, buyer, category, need, producer, product, staff

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = APIClient()
    if is_needed_by(user):
        Authenticator.objects.create(user=user, type="totp", data={})
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.create(user=user).key}")
    return client


@pytest.fixture
def public():
    return APIClient()


def test_products_are_filtered_by_gazetteer_code_without_a_token(public):
    product(producer("17"))
    product(producer("02"))
    product(producer("17"), state=Product.State.DRAFT)
    assert public.get("/api/v1/products/").json()["count"] == 2
    assert public.get("/api/v1/products/?province=17").json()["count"] == 1
    assert public.get("/api/v1/provinces/").json()["count"] == 2


def test_wrong_province_is_a_clear_400(public):
    product()
    answer = public.get("/api/v1/products/?province=99")
    assert answer.status_code == 400
    assert "province" in answer.json()


def test_places_are_found_by_name(public, gazetteer):
    answer = public.get("/api/v1/villages/?q=ភូមិមួយ&province=17").json()
    assert [row["key"] for row in answer["results"]] == ["17100701"]


def test_phones_never_leave_through_the_public_api(public):
    product()
    for path in ("products", "producers"):
        assert "999888" not in public.get(f"/api/v1/{path}/").content.decode()


@pytest.mark.parametrize(
    "path", ["needs", "matches", "registrations", "meeting-requests", "meetings"]
)
def test_private_lists_need_a_token(public, path):
    assert public.get(f"/api/v1/{path}/").status_code == 401


def test_token_is_given_for_phone_and_password(public):
    User.objects.create_user("012500001", "secret-word-9", phone_verified=True)
    answer = public.post(
        "/api/v1/token/", {"username": "+85512500001", "password": "secret-word-9"}
    )
    assert answer.json()["token"]


def listing(**changes):
    return {
        "category": category().pk, "name_km": "ប្រហុក", "village": "17100701", "unit": "kg", "price": "12000",
        "price_currency": "KHR", "monthly_supply": ["50"] * 12,
    } | changes  # fmt: skip


def test_producer_lists_and_submits_by_api():
    made = producer()
    client = signed_in(made.organisation.members.get())
    answer = client.post("/api/v1/products/", listing(producer=made.pk), format="json")
    assert answer.status_code == 201, answer.content
    pk = answer.json()["id"]
    assert client.get("/api/v1/products/?mine=true").json()["count"] == 1
    assert client.post(f"/api/v1/products/{pk}/submit/").json()["state"] == "submitted"
    assert client.post(f"/api/v1/products/{pk}/submit/").status_code == 409


@pytest.mark.parametrize(
    "changes",
    [
        {"name_km": ""}, {"price": "0"}, {"monthly_supply": ["1"] * 11}, {"monthly_supply": ["0"] * 12},
        {"unit": "gallon"}, {"village": "nowhere"}, {"price_currency": "EUR"},
    ],
)  # fmt: skip
def test_bad_listing_is_a_400_that_names_the_field(changes):
    made = producer()
    client = signed_in(made.organisation.members.get())
    answer = client.post("/api/v1/products/", listing(producer=made.pk, **changes), format="json")
    assert answer.status_code == 400, answer.content
    assert set(answer.json()) & (set(changes) | {"non_field_errors"})


def test_nobody_lists_for_another_producer_or_sets_its_state():
    mine, other = producer(), producer()
    client = signed_in(mine.organisation.members.get())
    assert (
        client.post("/api/v1/products/", listing(producer=other.pk), format="json").status_code
        == 400
    )
    answer = client.post(
        "/api/v1/products/",
        listing(producer=mine.pk, state="registered", registration_number="X-1", stars=5),
        format="json",
    )
    assert answer.json()["state"] == "draft"
    assert answer.json()["registration_number"] is None


def test_foreign_draft_is_not_found_and_not_changed():
    draft = product(producer("02"), state=Product.State.DRAFT)
    client = signed_in(staff("17"))
    assert client.get(f"/api/v1/products/{draft.pk}/").status_code == 404
    assert client.patch(f"/api/v1/products/{draft.pk}/", {"name_en": "Mine"}).status_code == 404


def test_buyer_posts_and_opens_a_need():
    hotel = buyer()
    client = signed_in(hotel.organisation.members.get())
    answer = client.post(
        "/api/v1/needs/",
        {"buyer": hotel.pk, "name_en": "prahok", "quantity": "200", "unit": "kg", "province": "17"},
        format="json",
    )
    assert answer.status_code == 201, answer.content
    assert client.post(f"/api/v1/needs/{answer.json()['id']}/open/").json()["state"] == "open"
    assert Need.objects.get().state == "open"


def test_need_of_only_emoji_is_refused():
    hotel = buyer()
    client = signed_in(hotel.organisation.members.get())
    body = {"buyer": hotel.pk, "name_en": "🐟", "quantity": "1", "unit": "kg", "province": "17"}
    assert client.post("/api/v1/needs/", body, format="json").status_code == 400


def test_competitor_does_not_see_a_need():
    need()
    client = signed_in(buyer("02").organisation.members.get())
    assert client.get("/api/v1/needs/").json()["count"] == 0


def test_schema_and_docs_are_served(public):
    assert b"/api/v1/products/" in public.get("/api/schema/").content
    assert public.get("/api/docs/").status_code == 200


def test_page_size_has_a_limit(public):
    product()
    assert public.get("/api/v1/products/?page_size=100000").status_code == 200
    assert public.get("/api/v1/products/?page=999").status_code == 404


def test_product_list_costs_the_same_for_many(public, django_assert_max_num_queries):
    made = producer()
    for _ in range(15):
        product(made)
    with django_assert_max_num_queries(4):
        public.get("/api/v1/products/")


def test_signed_in_page_shows_a_new_token(english):
    person = UserFactory()
    english.force_login(person)
    english.post("/my/settings/token/")
    assert Token.objects.get(user=person).key in english.get("/my/settings/").content.decode()


def test_changing_a_price_keeps_its_currency(public):
    maker = producer()
    item = product(maker, price=Money("5", "USD"))
    public.force_authenticate(maker.organisation.members.get())
    public.patch(f"/api/v1/products/{item.pk}/", {"price": "7"})
    item.refresh_from_db()
    assert item.price == Money("7", "USD")
    assert item.price_usd == 7


def test_account_whose_phone_is_not_proven_gets_no_token(public):
    User.objects.create_user("012500001", "secret-word-9")
    answer = public.post("/api/v1/token/", {"username": "012500001", "password": "secret-word-9"})
    assert answer.status_code == 400


def test_guessing_passwords_at_the_token_door_is_stopped(public):
    User.objects.create_user("012500001", "secret-word-9", phone_verified=True)
    for n in range(12):
        public.post("/api/v1/token/", {"username": "012500001", "password": f"guess-{n}"})
    answer = public.post("/api/v1/token/", {"username": "012500001", "password": "secret-word-9"})
    assert answer.status_code == 400


def test_need_that_is_over_cannot_be_changed(public):
    item = need(state=Need.State.CLOSED)
    public.force_authenticate(item.buyer.organisation.members.get())
    assert public.patch(f"/api/v1/needs/{item.pk}/", {"quantity": "1"}).status_code == 400


def test_answering_a_request_that_is_no_number_is_not_found(public):
    public.force_authenticate(buyer().organisation.members.get())
    assert public.post("/api/v1/meeting-requests/abc/answer/", {}).status_code == 404


@pytest.mark.parametrize("change", [{"price_to": "1"}, {"price": "99999"}])
def test_price_range_the_wrong_way_round_is_told(client, change):
    item = product(price_to=15000)
    client.force_login(item.producer.organisation.members.get())
    answer = client.patch(f"/api/v1/products/{item.pk}/", change, content_type="application/json")
    assert answer.status_code == 400
    assert "price_to" in answer.json()
