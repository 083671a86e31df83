"""examples/client.py against a running server, as somebody would use it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from buyers.models import Need
from examples.client import Client, Refused
from ovop.bootstrap import ROOT
from tests.factories import buyer, producer, product

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-password-2026"


@pytest.fixture
def hotel(live_server):
    hotel = buyer("17")
    user = hotel.organisation.members.get()
    user.set_password(PASSWORD)
    user.phone_verified = True
    user.save()
    hotel.user = user
    return hotel


def test_program_lists_all_products_and_posts_a_need(hotel, live_server):
    made = producer("17")
    for number in range(5):
        product(made, name_en=f"Product {number}")
    done = subprocess.run(
        [
            sys.executable, ROOT / "examples/client.py", live_server.url, str(hotel.user.phone), "--products", "17",
            "--need", "Smoked fish", "--buyer", str(hotel.pk),
        ],
        input=f"{PASSWORD}\n", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [f"Product {number}" in done.stdout for number in range(5)] == [True] * 5
    assert Need.objects.get().name_en == "Smoked fish"


def test_pages_are_gone_through_to_the_end(hotel, live_server):
    made = producer("17")
    for _number in range(5):
        product(made)
    client = Client(live_server.url)
    assert len(list(client.all("/products/", page_size=2))) == 5


def test_wrong_password_is_one_line_and_no_traceback(hotel, live_server):
    done = subprocess.run(
        [sys.executable, ROOT / "examples/client.py", live_server.url, str(hotel.user.phone)],
        input="wrong-password\n", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Refused, 400" in done.stderr and "Traceback" not in done.stderr


def test_what_is_sent_again_under_its_key_is_done_once(hotel, live_server):
    client = Client(live_server.url)
    client.sign_in(str(hotel.user.phone), PASSWORD)
    given = {
        "buyer": hotel.pk, "name_en": "Rice", "quantity": "10", "unit": "kg", "period": "month", "province": "17",
    }  # fmt: skip
    first = client.ask("POST", "/needs/", given, key="one-key")
    assert client.ask("POST", "/needs/", given, key="one-key") == first
    assert Need.objects.count() == 1
    with pytest.raises(Refused, match="quantity"):
        client.post("/needs/", given | {"quantity": "none"})


def test_asked_too_often_it_waits_as_long_as_it_is_told(hotel, live_server, monkeypatch):
    waited = []
    monkeypatch.setattr("time.sleep", waited.append)
    from django.conf import settings
    from django.test import override_settings

    few = settings.API_LIMITS | {("read", "visitor"): 1}
    with override_settings(API_LIMITS=few), pytest.raises(Refused, match="429"):
        for _time in range(2):
            list(Client(live_server.url).all("/provinces/"))
    assert waited and all(1 <= seconds <= 60 for seconds in waited)
