"""Certificates: what buyers see, and the paper that only the producer and the staff may see."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from notices.models import Notice
from producers.models import Certificate
from tests.factories import UserFactory, producer, product, staff

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def maker(english):
    made = producer()
    english.force_login(made.organisation.members.get())
    return made


def data(**changes):
    return {
        "kind": "haccp",
        "number": "H-1",
        "issuer": "ISC",
        "valid_until": "2031-01-01",
    } | changes


def paper(content=PDF, name="../../etc/passwd.pdf"):
    return SimpleUploadedFile(name, content)


def test_certificate_is_shown_to_buyers_and_its_paper_is_not(english, maker):
    english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper()))
    certificate = Certificate.objects.get()
    item = product(maker)
    english.logout()
    assert "HACCP" not in english.get(f"/products/{item.pk}/").content.decode(), "only declared"
    english.force_login(staff("17"))
    english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/confirm/")
    english.logout()
    assert "HACCP" in english.get(f"/products/{item.pk}/").content.decode()
    assert english.get(f"/media/{certificate.file.name}").status_code == 404
    url = f"/producers/{maker.pk}/certificates/{certificate.pk}/file/"
    assert english.get(url).status_code == 302
    english.force_login(UserFactory())
    assert english.get(url).status_code == 404
    english.force_login(staff("02"))
    assert english.get(url).status_code == 404
    english.force_login(staff("17"))
    answer = english.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF


def test_paper_is_kept_under_a_name_of_ours(english, maker):
    english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper()))
    name = Certificate.objects.get().file.name
    assert name.startswith("certificates/")
    assert "passwd" not in name


def test_photo_of_the_paper_is_taken(english, maker):
    buffer = io.BytesIO()
    Image.new("RGB", (30, 40)).save(buffer, "PNG")
    english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper(buffer.getvalue())))
    stored = Certificate.objects.get().file
    assert stored.name.endswith(".jpg")
    with Image.open(stored) as image:
        assert not image.getexif()


@pytest.mark.parametrize("content", [b"MZ\x90 program", b"<svg onload=alert(1)>", b"PK\x03\x04"])
def test_what_is_neither_pdf_nor_photo_is_refused(english, maker, content):
    page = english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper(content)))
    assert page.status_code == 200
    assert not Certificate.objects.exists()


def test_end_before_the_beginning_is_told_and_the_rest_kept(english, maker):
    wrong = data(valid_from="2032-01-01")
    page = english.post(f"/producers/{maker.pk}/certificates/new/", wrong).content.decode()
    assert "ends before it begins" in page
    assert 'value="H-1"' in page


def test_new_date_is_reminded_of_anew(english, maker):
    from django.utils import timezone

    certificate = Certificate.objects.create(
        producer=maker, kind="haccp", reminded_at=timezone.now(), valid_until="2030-01-01"
    )
    english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/", data())
    certificate.refresh_from_db()
    assert certificate.reminded_at is None


def test_removed_certificate_takes_its_paper_along(
    english, maker, django_capture_on_commit_callbacks
):
    english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper()))
    certificate = Certificate.objects.get()
    stored = certificate.file
    with django_capture_on_commit_callbacks(execute=True):
        english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/delete/")
    assert not Certificate.objects.exists()
    assert not stored.storage.exists(stored.name)


def test_only_products_of_the_producer_can_be_named(english, maker):
    other = product(producer("02"))
    page = english.post(f"/producers/{maker.pk}/certificates/new/", data(product=other.pk))
    assert page.status_code == 200
    assert not Certificate.objects.exists()


def test_what_a_producer_declares_counts_nowhere_until_the_staff_have_seen_the_paper(
    english, maker
):
    item = product(maker)
    english.post(f"/producers/{maker.pk}/certificates/new/", data(kind="ovop"))
    assert item not in english.get("/products/?certificate=ovop").context["page"]
    certificate = Certificate.objects.get()
    english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/confirm/")
    certificate.refresh_from_db()
    assert certificate.confirmed_at is None, "one's own word is not enough"
    english.force_login(staff("17"))
    english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/confirm/")
    assert item in english.get("/products/?certificate=ovop").context["page"]
    english.force_login(maker.organisation.members.get())
    english.post(f"/producers/{maker.pk}/certificates/{certificate.pk}/", data(number="H-2"))
    certificate.refresh_from_db()
    assert certificate.confirmed_at is None, "a change is looked at again"


def test_replaced_paper_goes(english, maker, django_capture_on_commit_callbacks):
    english.post(f"/producers/{maker.pk}/certificates/new/", data(file=paper()))
    certificate = Certificate.objects.get()
    old = certificate.file
    with django_capture_on_commit_callbacks(execute=True):
        english.post(
            f"/producers/{maker.pk}/certificates/{certificate.pk}/", data(file=paper(PDF + b"2"))
        )
    certificate.refresh_from_db()
    assert not old.storage.exists(old.name)
    assert certificate.file.storage.exists(certificate.file.name)


def test_each_new_paper_is_told_to_the_staff(english, maker):
    """A change takes it out of sight until they have looked: with the same number too."""
    staff("17")
    english.post(f"/producers/{maker.pk}/certificates/new/", data())
    certificate = Certificate.objects.get()
    told = Notice.objects.filter(kind="certificate_waiting", channel="in_app")
    assert told.count() == 1
    english.post(
        f"/producers/{maker.pk}/certificates/{certificate.pk}/", data(valid_until="2032-01-01")
    )
    assert told.count() == 2
