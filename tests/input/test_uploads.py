"""Every door that takes a file, and every file of the corpus: a sentence or a harmless copy, never an error of ours."""

from __future__ import annotations

import io
import resource
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from forums.models import Commitment
from producers.models import ProductPhoto
from producers.photos import process_photo
from tests.factories import UserFactory, approved, buyer, forum, product
from tests.input.corpus import FILES, SCRIPT
from tests.storage import every_file

pytestmark = pytest.mark.django_db
WEBP, JPEG, PDF = b"RIFF", b"\xff\xd8\xff", b"%PDF-"
MOST_MEMORY = 600 * 1024  # kB more than before: a photo of 25 MP is 75 MB, a few times over


@dataclass
class Doors:
    """Where files come in: what is sent to which address by whom."""

    client: object
    item: object
    pledge: object
    officer: object

    def send(self, door: str, upload: SimpleUploadedFile):
        person = self.item.producer.organisation.members.get()
        maker = self.item.producer_id
        user, path, field, data = {
            "photo": (person, f"/products/{self.item.pk}/photos/", "photos", {}),
            "certificate": (person, f"/producers/{maker}/certificates/new/", "file", {"kind": "haccp"}),
            "evidence": (
                self.pledge.made_by, f"/forums/{self.pledge.forum_id}/commitments/{self.pledge.pk}/report/",
                "evidence", {"state": "under_way"},
            ),
            "sheet": (self.officer, "/imports/", "sheet", {}),
        }[door]  # fmt: skip
        self.client.force_login(user)
        return self.client.post(path, data | {field: upload}, follow=True)


@pytest.fixture
def doors(english, gazetteer):
    at, hotel = forum(), buyer()
    approved(at, hotel)
    pledge = Commitment.objects.create(
        forum=at, organisation=hotel.organisation, what_en="Buy", indicator="bought", target=5,
        due_on=timezone.localdate(), made_by=at.created_by,
    )  # fmt: skip
    officer = UserFactory(role="officer", province_id="17", district_id="1710", commune_id="171007")
    return Doors(english, product(), pledge, officer)


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("door", ["photo", "certificate", "evidence", "sheet"])
def test_file_is_refused_with_a_sentence_or_kept_harmless(doors, door, what):
    make, name = FILES[what]
    content, before = make(), set(every_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = doors.send(door, SimpleUploadedFile(name, content))
    assert answer.status_code in (200, 400, 413, 422), answer.status_code
    for photo in ProductPhoto.objects.filter(state="pending"):
        process_photo(photo)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MOST_MEMORY

    for path, kept in every_file().items():
        if path in before:
            continue
        assert path.isascii() and ".." not in path and "exe" not in path and len(path) < 100
        assert kept[:4] == WEBP or kept[:3] == JPEG or kept[:5] == PDF, (
            f"{path} is stored as it came"
        )
        if kept[:5] != PDF:
            assert SCRIPT not in kept and b"qanaryphone" not in kept
            assert not dict(Image.open(io.BytesIO(kept)).getexif())


def test_papers_are_only_ever_saved_not_shown(doors):
    doors.send("certificate", SimpleUploadedFile("paper.html", PDF + b"1.7\n" + SCRIPT))
    paper = doors.item.producer.certificates.get()
    answer = doors.client.get(f"/producers/{doors.item.producer_id}/certificates/{paper.pk}/file/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "pdf" in answer["Content-Type"] and ".html" not in answer["Content-Disposition"]


def test_photo_keeps_nothing_of_where_it_was_taken(doors):
    make, name = FILES["where it was taken"]
    assert b"qanaryphone" in make()
    doors.send("photo", SimpleUploadedFile(name, make()))
    photo = ProductPhoto.objects.get()
    process_photo(photo)
    photo.refresh_from_db()
    assert photo.state == "ready"
    for file in photo.files:
        assert not dict(Image.open(file).getexif())


def test_sheet_that_reads_a_file_shows_nothing_of_it(doors):
    make, name = FILES["a workbook that reads a file"]
    page = doors.send("sheet", SimpleUploadedFile(name, make())).content.decode()
    assert "root:" not in page
