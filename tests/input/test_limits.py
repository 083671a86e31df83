"""How much, how deep and how many: more than that is told, and nothing is done."""

import json

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from buyers.models import Need
from tests.factories import buyer, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(gazetteer):
    client = APIClient()
    token = Token.objects.create(user=buyer().organisation.members.get())
    client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
    return client


def send(client, body: bytes, **headers):
    return client.generic("POST", "/api/v1/needs/", body, "application/json", **headers)


def test_large_body_is_refused_unread(program):
    answer = send(program, b'{"details": "' + b"x" * (2 * 1024 * 1024) + b'"}')
    assert answer.status_code == 413
    assert "Nothing was read" in answer.json()["detail"]


def test_large_form_is_told_in_the_readers_language(english):
    english.force_login(buyer().organisation.members.get())
    page = english.post("/my/settings/", {"full_name": "x" * (3 * 1024 * 1024)}, content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert page.status_code == 413
    assert "nothing was changed" in page.content.decode()


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("levels", [21, 500, 100_000])
def test_deep_json_is_refused_with_a_sentence(program, opening, levels):
    body = (
        opening * levels
        + (b"1" if opening != b"[" else b"")
        + (b"]" if opening == b"[" else b"}") * levels
    )
    answer = send(program, body)
    assert answer.status_code == 400
    assert "nested" in answer.json()["detail"]
    assert not Need.objects.exists()


def test_as_deep_as_ours_goes_is_read(program):
    answer = send(program, json.dumps({"months": [[[[1]]]]}).encode())
    assert answer.status_code == 400 and "nested" not in answer.content.decode()


@pytest.mark.parametrize("body", [b"", b"null", b"1", b'"x"', b"[]", b"\xff\xfe", b'{"a": NaN}', b"{'a': 1}", b'{"name_en": "\\u0000"}', b'{"name_en": "\\ud800"}'])  # fmt: skip
def test_json_that_is_no_need_is_told(program, body):
    assert send(program, body).status_code == 400


def test_more_fields_than_any_form_has_are_refused(english):
    english.force_login(buyer().organisation.members.get())
    assert english.post("/my/settings/", {f"f{n}": "1" for n in range(2000)}).status_code == 400


@pytest.mark.parametrize("asked", ["0", "-1", "100000", "9" * 400, "x", "1e9", "٣", ""])
def test_page_sizes_nobody_needs_give_a_page_of_at_most_200(client, asked):
    product()
    answer = client.get("/api/v1/products/", {"page_size": asked})
    assert answer.status_code == 200 and len(answer.json()["results"]) <= 200
    assert client.get("/api/v1/products/", {"page": asked or "x"}).status_code in (200, 404)


def test_documentation_of_the_api_runs_no_script_of_its_page(client):
    answer = client.get("/api/docs/")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "<script>" not in answer.content.decode()
