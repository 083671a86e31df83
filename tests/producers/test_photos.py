"""Photos are re-encoded; nothing but pixels survives."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from producers.photos import add_photo, open_photo
from tests.factories import product


def jpeg(size=(2000, 1500), **save):
    buffer = io.BytesIO()
    Image.new("RGB", size, "#a05a2c").save(buffer, "JPEG", **save)
    buffer.seek(0)
    return buffer, len(buffer.getvalue())


@pytest.mark.django_db
def test_photo_becomes_two_small_webp_files_without_exif():
    exif = Image.Exif()
    exif[0x010F] = "SpyPhone"
    exif[0x8825] = {1: "N", 2: (13.0, 21.0, 0.0)}
    photo = add_photo(product(), open_photo(*jpeg(exif=exif)))
    assert (photo.width, photo.height) == (1200, 900)
    for stored in (photo.image, photo.thumbnail):
        with Image.open(stored) as image:
            assert image.format == "WEBP"
            assert not image.getexif()
        with stored.open() as raw:
            assert b"SpyPhone" not in raw.read()
    assert photo.thumbnail.size <= 40 * 1024


def test_turned_phone_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_photo(*jpeg((400, 300), exif=exif)).size == (300, 400)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a" + b"\0" * 64, b"<svg onload=alert(1)>", b"\xff\xd8\xff broken"]
)
def test_what_is_no_photo_gets_a_sentence(content):
    with pytest.raises(ValidationError) as error:
        open_photo(io.BytesIO(content), len(content))
    assert "photo" in error.value.messages[0] or "រូប" in error.value.messages[0]


def test_too_large_a_file_is_refused_unread():
    with pytest.raises(ValidationError):
        open_photo(io.BytesIO(b""), 9 * 1024 * 1024)


def test_too_many_pixels_are_refused(settings):
    settings.PHOTO_MAX_PIXELS = 1000
    with pytest.raises(ValidationError):
        open_photo(*jpeg((100, 100)))
