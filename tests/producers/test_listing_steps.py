"""A listing written step by step: kept by the server whatever the line and the phone do."""

from __future__ import annotations

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from producers.listing_forms import unfinished
from producers.models import ListingDraft, Product, ProductPhoto
from producers.tasks import prepare_photo
from tests.factories import UserFactory, producer, staff
from tests.producers.listing import filled, send

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def maker(english):
    made = producer()
    english.force_login(made.organisation.members.get())
    return made


def picture() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480), "#7a5230").save(buffer, "JPEG")
    return SimpleUploadedFile("photo.jpg", buffer.getvalue())


def address() -> str:
    return f"/listings/{uuid.uuid4()}/"


def test_each_step_is_kept_and_the_next_one_shown(english, maker):
    url = address()
    answer = english.post(url, {"producer": maker.pk, "at": "1", "go": "2", "photos": picture()})
    assert answer.url == f"{url}?step=2"
    step = filled(producer=maker.pk, at="2", go="3", price_0="")
    assert english.post(url, step).url == f"{url}?step=3"
    page = english.get(url).content.decode()
    assert 'value="ប្រហុក"' in page
    assert "Step 3 of 6" in page
    assert "Being prepared" in page
    assert not Product.objects.exists()
    assert "Stopped at step 3" in english.get("/my/products/").content.decode()


def test_listing_completed_while_the_page_is_made_is_shown_once(english, maker, monkeypatch):
    url = address()
    english.post(url, {"producer": maker.pk, "at": "1", "go": "2", "photos": picture()})
    phone = Client()
    phone.force_login(maker.organisation.members.get())

    def then_the_last_step_arrives(producers):
        drafts = list(unfinished(producers))
        assert phone.post(url, filled(producer=maker.pk, at="6", submit="1")).status_code == 302
        return drafts

    monkeypatch.setattr("producers.views.products.unfinished", then_the_last_step_arrives)
    page = english.get("/my/products/").content.decode()
    assert page.count('<article class="product-card">') == 1
    assert "Stopped at" not in page


def test_step_with_something_wrong_is_shown_again_with_what_was_typed(english, maker):
    url = address()
    step = {"producer": maker.pk, "at": "2", "go": "3", "name_km": "", "name_en": ""}
    page = english.post(url, step)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Write the name in Khmer or in English." in text
    assert "Step 2 of 6" in text
    assert "Enter a number" not in text, "later steps are not complained about yet"


def test_going_back_is_never_refused(english, maker):
    url = address()
    answer = english.post(url, {"producer": maker.pk, "at": "3", "go": "2", "price_0": "abc"})
    assert answer.url == f"{url}?step=2"
    assert ListingDraft.objects.get().data["price_0"] == ["abc"]


def test_finishing_shows_the_first_step_that_lacks_something(english, maker):
    page = send(english, maker, price_0="", submit="1").content.decode()
    assert "Step 3 of 6" in page
    assert not Product.objects.exists()
    assert ListingDraft.objects.get().data["name_km"] == ["ប្រហុក"]


def test_photos_go_over_to_the_product(english, maker):
    url, key = address(), uuid.uuid4()
    english.post(f"{url}photos/", {"producer": maker.pk, "key": key, "photos": picture()})
    send(english, maker, url.split("/")[2])
    item = Product.objects.get()
    photo = item.photos.get()
    assert (photo.key, photo.draft) == (key, None)
    prepare_photo(photo.pk)
    assert item.photos.filter(state="ready").exists()


def test_photo_that_comes_after_the_end_still_lands_at_the_product(english, maker):
    client_id, key = str(uuid.uuid4()), uuid.uuid4()
    send(english, maker, client_id)
    late = {"producer": maker.pk, "key": key, "photos": picture()}
    for _ in range(2):
        assert english.post(f"/listings/{client_id}/photos/", late).status_code == 200
        late["photos"] = picture()
    assert Product.objects.get().photos.get().key == key


def test_photo_that_is_none_is_told_and_the_text_is_kept(english, maker):
    url = address()
    wrong = SimpleUploadedFile("x.jpg", b"GIF89a no")
    page = english.post(url, filled(producer=maker.pk, at="1", go="2", photos=wrong))
    assert "not a photo we can read" in page.content.decode()
    assert ListingDraft.objects.get().data["name_km"] == ["ប្រហុក"]
    assert not ProductPhoto.objects.exists()


# --- what a phone sends: late, twice, in the wrong order -------------------------------------------


def snapshot(english, url, maker, revision, **changes):
    data = filled(producer=maker.pk, at="2", revision=str(revision), **changes)
    return english.post(url, data, **JSON).json()


def test_older_snapshot_that_arrives_late_changes_nothing(english, maker):
    url = address()
    snapshot(english, url, maker, 200, name_km="ថ្មី")
    answer = snapshot(english, url, maker, 100, name_km="ចាស់")
    assert answer == {"saved": False, "revision": 200}, "the phone sends again, above that"
    assert ListingDraft.objects.get().data["name_km"] == ["ថ្មី"]


def test_finish_sent_twice_by_the_phone_gives_the_same_product(english, maker):
    officer = staff("17")
    url = address()
    data = filled(producer=maker.pk, at="6", revision="5", submit="1")
    first, second = (english.post(url, data, **JSON).json() for _ in range(2))
    assert first == second == {"saved": True, "product": f"/products/{Product.objects.get().pk}/"}
    assert officer.notices.filter(kind="product_submitted").count() == 1


def test_finish_that_lacks_something_tells_the_phone_where(english, maker):
    data = filled(producer=maker.pk, at="6", revision="5", submit="1", price_0="abc")
    answer = english.post(address(), data, **JSON)
    assert answer.status_code == 422
    assert answer.json()["step"] == 3
    assert answer.json()["errors"]


def test_what_somebody_else_typed_on_a_shared_phone_is_refused(english, maker):
    other = UserFactory()
    data = filled(producer=maker.pk, at="2", revision="1")
    answer = english.post(address(), data, HTTP_X_LISTING_USER=str(other.pk), **JSON)
    assert answer.status_code == 403
    assert not ListingDraft.objects.exists()


def test_listing_of_another_producer_cannot_be_seen_or_written(english, maker):
    other = producer("02")
    theirs = ListingDraft.objects.create(
        producer=other, started_by=other.organisation.members.get(), data={"name_km": ["សម្ងាត់"]}
    )
    url = f"/listings/{theirs.client_id}/"
    assert english.get(url).status_code == 404
    assert english.post(url, filled(producer=maker.pk)).status_code == 404
    assert english.post(f"{url}discard/").status_code == 404
    assert english.post(address(), filled(producer=other.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.data == {"name_km": ["សម្ងាត់"]}


def test_unfinished_listing_can_be_thrown_away_with_its_photos(english, maker):
    url = address()
    english.post(url, {"producer": maker.pk, "at": "1", "go": "2", "photos": picture()})
    english.post(f"{url}discard/")
    assert not ProductPhoto.objects.exists()
    assert "Stopped at" not in english.get("/my/products/").content.decode()
    # What the phone still had to send does not bring it back.
    assert (
        english.post(url, filled(producer=maker.pk, at="2", revision="9" * 17), **JSON).status_code
        == 410
    )
    late = {"producer": maker.pk, "key": uuid.uuid4(), "photos": picture()}
    assert english.post(f"{url}photos/", late, **JSON).status_code == 410
    assert english.get(url).status_code == 302
    assert ListingDraft.objects.get().data == {}


@pytest.mark.parametrize("revision", ["", "-1", "9" * 40, "abc", "\x00"])
def test_odd_revisions_are_harmless(english, maker, revision):
    assert english.post(
        address(), filled(producer=maker.pk, at="2", revision=revision), **JSON
    ).json()["saved"]


def test_only_our_own_fields_are_kept(english, maker):
    english.post(
        address(), filled(producer=maker.pk, at="2", go="2", state="registered", x="y" * 9)
    )
    assert (
        not {"state", "x", "csrfmiddlewaretoken", "producer"}
        & ListingDraft.objects.get().data.keys()
    )


def test_service_worker_is_at_the_root_and_names_files_that_exist(client):
    script = client.get("/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Cache-Control"] == "no-cache"
    assert b"self.PRECACHE=" in script.content
    assert client.get("/offline/").status_code == 200


def test_step_without_a_script_is_kept_though_a_phone_with_a_fast_clock_wrote_before(
    english, maker
):
    url = address()
    snapshot(english, url, maker, 10**15, name_km="ទូរស័ព្ទ")
    english.post(url, filled(producer=maker.pk, at="2", go="3", name_km="កុំព្យូទ័រ"))
    assert ListingDraft.objects.get().data["name_km"] == ["កុំព្យូទ័រ"]


def test_photo_removed_on_the_phone_is_removed_here(english, maker):
    url, key = address(), uuid.uuid4()
    english.post(f"{url}photos/", {"producer": maker.pk, "key": key, "photos": picture()})
    english.post(f"{url}photos/", {"producer": maker.pk, "key": key, "remove": "1"})
    assert not ProductPhoto.objects.exists()


def test_late_photo_does_not_change_what_waits_for_review(english, maker):
    client_id = str(uuid.uuid4())
    send(english, maker, client_id, submit="1")
    late = {"producer": maker.pk, "key": uuid.uuid4(), "photos": picture()}
    assert english.post(f"/listings/{client_id}/photos/", late).status_code == 422
    assert not ProductPhoto.objects.exists()


@pytest.mark.parametrize("field", ["producer", "go", "remove_photo", "at"])
def test_numbers_too_long_to_be_numbers_are_harmless(english, maker, field):
    url = address()
    english.post(url, filled(producer=maker.pk, at="2", go="2"))
    answer = english.post(url, filled(producer=maker.pk, at="2") | {field: "9" * 5000})
    assert answer.status_code in (200, 302, 404)


def test_page_without_a_line_tells_nothing_of_who_is_here(english, maker):
    english.logout()
    page = english.get("/offline/").content.decode()
    assert "data-user" not in page
    assert "data-nobody" in page


def test_two_phones_at_one_listing_keep_what_each_typed(english, maker):
    url = address()
    snapshot(english, url, maker, 100, base="0", dirty=["name_km"], name_km="ដំបូង")
    snapshot(english, url, maker, 200, base="100", dirty=["name_km"], name_km="ឈ្មោះថ្មី")
    # The other phone opened it at 100 and types a price only.
    answer = snapshot(
        english, url, maker, 300, base="100", dirty=["price_0"], name_km="ដំបូង", price_0="4444"
    )
    stored = ListingDraft.objects.get().data
    assert (stored["name_km"], stored["price_0"]) == (["ឈ្មោះថ្មី"], ["4444"])
    assert answer["data"]["name_km"] == ["ឈ្មោះថ្មី"], "it is told what the other typed"
