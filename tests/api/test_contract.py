"""What the API promises programs: its description, tables of every list, and how often one may ask."""

from __future__ import annotations

import csv
import io
import os
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import jsonschema_rs
import pytest
from django.db import connection
from drf_spectacular.generators import SchemaGenerator
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from accounts.models import Organisation
from matching.ranking import FACTORS
from ovop.api import rates as api_limits
from ovop.api.examples import EXAMPLES
from producers.models import Product
from tests.access.world import world
from tests.api.test_api import signed_in
from tests.factories import UserFactory, buyer, producer, product

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def described():
    """As /api/schema/ gives it out."""
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(described):
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.fixture(autouse=True)
def within_one_minute(monkeypatch):
    """No test of limits sees the next minute begin."""
    monkeypatch.setattr(api_limits, "time", SimpleNamespace(time=lambda: 1_795_000_000.0))


# --- the description ----------------------------------------------------------------------------


def test_every_thing_that_is_asked_or_answered_has_an_example_that_fits(described):
    schemas = described["components"]["schemas"]
    whole = {"components": described["components"]}
    seen = 0
    for name, schema in schemas.items():
        if schema.get("type") != "object" or name.startswith("Paginated"):
            continue
        assert "example" in schema, name
        asked = {"$ref": f"#/components/schemas/{name}", **whole}
        jsonschema_rs.validate(asked, schema["example"])
        seen += 1
    assert seen > 15


def test_examples_could_be_real():
    """Programs are written after them: a number of another shape, or a factor of another name, misleads."""
    assert re.fullmatch(r"KH-OVOP-\d\d-\d{4}-\d{4}", EXAMPLES["Product"]["registration_number"])
    assert EXAMPLES["Producer"]["kind"] in Organisation.Kind.values
    assert EXAMPLES["Match"]["factors"].keys() <= set(FACTORS)
    assert EXAMPLES["Product"]["packaging_kind"] in dict(
        Product._meta.get_field("packaging_kind").flatchoices
    )


def test_answers_are_as_described(described):
    """Every kind of thing, as its own people read it."""
    world("17")
    client = signed_in(UserFactory(role="national"))
    paths = [
        path for path, method, op in operations(described) if method == "get" and "{" not in path
    ]
    rows = 0
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        reference = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]  # fmt: skip
        jsonschema_rs.validate(reference | {"components": described["components"]}, answer.json())
        rows += len(answer.json()["results"])
    assert len(paths) == 13 and rows > 13


def test_every_operation_says_how_it_refuses_and_how_often_one_may_ask(described):
    for path, method, operation in operations(described):
        assert {"400", "401", "429"} <= operation["responses"].keys(), path
        for answer in operation["responses"].values():
            assert "RateLimit-Remaining" in answer["headers"]
        names = {each["name"] for each in operation["parameters"]}
        assert ("Idempotency-Key" in names) == (method in ("post", "patch")), path


def test_description_is_versioned_and_names_only_this_version(described):
    assert described["info"]["version"].split(".")[0] == "1"
    assert all(path.startswith("/api/v1/") for path in described["paths"])


# --- tables ---------------------------------------------------------------------------------------


def table(client, path, kind):
    answer = client.get(f"{path}?format={kind}")
    assert answer.status_code == 200, (path, answer.content)
    assert f'.{kind}"' in answer.headers["Content-Disposition"]
    if kind == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_is_also_a_table(described, kind):
    world("17")
    client = signed_in(UserFactory(role="national"))
    lists = [p for p, m, op in operations(described) if op["operationId"].endswith("_list")]
    assert len(lists) == 13
    for path in lists:
        as_json = client.get(path).json()["results"]
        header, *rows = table(client, path, kind)
        assert set(header) == set(as_json[0]), path
        assert len(rows) == client.get(path).json()["count"], path


def test_table_of_nothing_still_says_what_would_stand_there(db):
    (header,) = table(APIClient(), "/api/v1/products/", "csv")
    assert "name_km" in header and "price" in header


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_table_is_a_formula_and_khmer_survives(kind):
    made = producer("17")
    product(made, name_en="=HYPERLINK(1)", name_km="ប្រហុក")
    Organisation.objects.filter(pk=made.organisation_id).update(name_en="+855 12 345 678")
    header, row = table(APIClient(), "/api/v1/products/", kind)
    cells = dict(zip(header, row, strict=True))
    assert cells["name_km"] == "ប្រហុក"
    assert cells["producer_name"] == "+855 12 345 678"
    if kind == "xlsx":
        assert isinstance(cells["price"], float), "a price can be added up"
    assert cells["name_en"] == ("'=HYPERLINK(1)" if kind == "csv" else "=HYPERLINK(1)")
    if kind == "xlsx":
        answer = APIClient().get("/api/v1/products/?format=xlsx")
        assert b"<f>" not in answer.content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("asked", ["price_to=1e60", "price_to=x", "province=nowhere"])
def test_what_is_wrong_with_a_question_stands_in_its_table(kind, asked):
    answer = APIClient().get(f"/api/v1/products/?format={kind}&{asked}")
    assert answer.status_code == 400
    rows = (
        list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        if kind == "csv"
        else CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[0] == [asked.partition("=")[0]] and rows[1][0]


def test_long_table_says_where_it_goes_on(monkeypatch):
    made = producer("17")
    for _time in range(3):
        product(made)
    answer = APIClient().get("/api/v1/products/?format=csv&page_size=2")
    assert "page=2" in answer.headers["Link"] and 'rel="next"' in answer.headers["Link"]
    last = APIClient().get("/api/v1/products/?format=csv&page_size=2&page=2")
    assert "Link" not in last.headers


def test_table_holds_nothing_that_the_reader_may_not_see():
    here, there = world("17"), world("02")
    client = signed_in(here.staff)
    for path in ("needs", "registrations", "meeting-requests", "meetings", "matches"):
        said = client.get(f"/api/v1/{path}/?format=csv").content.decode()
        assert [word for word in there.words.values() if word in said] == [], path


def test_refusal_is_said_whatever_the_format(db):
    answer = APIClient().get("/api/v1/needs/?format=csv")
    assert answer.status_code == 401
    assert "credentials" in answer.content.decode()


# --- how often --------------------------------------------------------------------------------


@pytest.fixture
def few(settings):
    settings.API_LIMITS = {
        ("read", "user"): 5, ("read", "visitor"): 3, ("write", "user"): 2, ("write", "visitor"): 2,
    }  # fmt: skip


def test_each_answer_says_how_many_are_left(few):
    client = APIClient()
    left = [client.get("/api/v1/provinces/").headers["RateLimit-Remaining"] for _time in range(3)]
    assert left == ["2", "1", "0"]
    refused = client.get("/api/v1/provinces/")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Limit"] == "3" and "detail" in refused.json()


def test_headers_of_the_senders_own_change_nothing(few):
    client = APIClient()
    codes = [
        client.get("/api/v1/provinces/", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n in range(6)
    ]
    assert codes == [200] * 3 + [429] * 3


def test_people_behind_one_address_are_counted_apart_once_they_sign_in(few):
    one, other = (signed_in(buyer().organisation.members.first()) for _time in range(2))
    assert [one.get("/api/v1/needs/").status_code for _time in range(6)] == [200] * 5 + [429]
    assert other.get("/api/v1/needs/").status_code == 200


def test_asking_for_a_key_is_limited_too(few):
    client = APIClient()
    given = {"username": "012345678", "password": "wrong-password"}
    codes = [client.post("/api/v1/token/", given).status_code for _time in range(3)]
    assert codes == [400, 400, 429]


def test_one_home_of_the_new_kind_of_addresses_is_one(few):
    codes = [
        APIClient(REMOTE_ADDR=f"2001:db8:1:2::{n}").get("/api/v1/provinces/").status_code for n in range(5)
    ]  # fmt: skip
    assert codes == [200] * 3 + [429] * 2


def test_writing_is_counted_apart_from_reading(few):
    client = signed_in(buyer().organisation.members.first())
    assert [client.post("/api/v1/needs/", {}).status_code for _time in range(3)] == [400, 400, 429]
    assert client.get("/api/v1/needs/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_a_burst_exactly_as_many_pass_as_may(settings, figures):
    settings.API_LIMITS = settings.API_LIMITS | {("read", "visitor"): 40}
    settings.CACHES = {
        "default": {
            "BACKEND": "ovop.kernel.forgiving.ForgivingCache", "LOCATION": f"{os.environ['REDIS_URL']}/1",
            "KEY_PREFIX": uuid.uuid4().hex,
        }
    }  # fmt: skip

    def ask(_number: int) -> int:
        try:
            return APIClient().get("/api/v1/categories/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        codes = list(pool.map(ask, range(200)))
    figures(f"200 requests at once where 40 a minute may: passed {codes.count(200)}, told 429 {codes.count(429)}")  # fmt: skip
    assert codes.count(200) == 40 and codes.count(429) == 160
