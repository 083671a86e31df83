"""Photos are re-encoded; nothing but pixels survives."""

import io
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from producers import photos
from producers.models import Product, ProductPhoto
from producers.photos import move_photo_first, open_photo, process_photo, receive_photo
from producers.tasks import prepare_photo, prepare_waiting_photos
from tests.factories import product
from tests.racing import race


def jpeg(size=(2000, 1500), **save):
    buffer = io.BytesIO()
    Image.new("RGB", size, "#a05a2c").save(buffer, "JPEG", **save)
    buffer.seek(0)
    return buffer, len(buffer.getvalue())


def upload(data: bytes, name="photo.jpg"):
    return SimpleUploadedFile(name, data)


def heic() -> bytes:
    """A real HEIC: the wheel that reads them writes none, so this one is kept as a file."""
    return (Path(__file__).parent / "photo.heic").read_bytes()


@pytest.mark.django_db
def test_photo_becomes_small_webp_files_without_exif():
    exif = Image.Exif()
    exif[0x010F] = "SpyPhone"
    exif[0x8825] = {1: "N", 2: (13.0, 21.0, 0.0)}
    photo = receive_photo(product(), upload(jpeg(exif=exif)[0].read()))
    original = photo.original.path
    prepare_photo(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.width, photo.height) == ("ready", 1200, 900)
    for stored, width in ((photo.image, 1200), (photo.medium, 800), (photo.thumbnail, 480)):
        with Image.open(stored) as image:
            assert (image.format, image.width) == ("WEBP", width)
            assert not image.getexif()
        with stored.open() as raw:
            assert b"SpyPhone" not in raw.read()
    assert photo.thumbnail.size <= 40 * 1024
    assert not Path(original).exists()


@pytest.mark.django_db
def test_photo_sent_twice_with_its_key_is_one_photo():
    item, key = product(), uuid.uuid4()
    for _ in range(2):
        receive_photo(item, upload(jpeg()[0].read()), key)
    assert item.photos.count() == 1


@pytest.mark.django_db
def test_ninth_photo_is_refused_with_a_sentence():
    item = product()
    for _ in range(8):
        receive_photo(item, upload(jpeg((10, 10))[0].read()))
    with pytest.raises(ValidationError) as error:
        receive_photo(item, upload(jpeg((10, 10))[0].read()))
    assert "8" in error.value.messages[0]


@pytest.mark.django_db
def test_photo_that_breaks_while_decoding_is_marked_and_its_file_goes():
    broken = jpeg()[0].read()[:900]
    photo = receive_photo(product(), upload(broken))
    original = photo.original.path
    prepare_photo(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.original.name) == ("failed", "")
    assert not Path(original).exists()


@pytest.mark.django_db
def test_sweeper_prepares_photos_whose_wake_up_was_lost():
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    ProductPhoto.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert prepare_waiting_photos() == 1
    photo.refresh_from_db()
    assert photo.state == "ready"


@pytest.mark.django_db
def test_photo_that_killed_its_worker_three_times_is_given_up():
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    ProductPhoto.objects.update(attempts=3)
    prepare_photo(photo.pk)
    photo.refresh_from_db()
    assert photo.state == "failed"


@pytest.mark.django_db
def test_two_workers_at_one_photo_count_one_attempt():
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    twin = ProductPhoto.objects.get(pk=photo.pk)
    process_photo(photo)
    process_photo(twin)
    twin.refresh_from_db()
    assert (twin.state, twin.attempts) == ("ready", 1)


@pytest.mark.django_db
def test_disk_that_fails_leaves_the_photo_for_later(monkeypatch):
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    original = photo.original.name

    def fail(self, *args):
        raise OSError("the disk is away")

    monkeypatch.setattr(type(photo.original), "open", fail)
    process_photo(photo)
    photo.refresh_from_db()
    assert (photo.state, photo.original.name) == ("pending", original)


@pytest.mark.django_db(transaction=True)
def test_parallel_photos_do_not_pass_the_limit():
    item = product()
    data = jpeg((10, 10))[0].read()

    def add():
        try:
            receive_photo(Product.objects.get(pk=item.pk), upload(data))
        except ValidationError:
            return False
        return True

    assert race(12, add).count(True) == 8
    assert item.photos.count() == 8


@pytest.mark.django_db
def test_photo_removed_while_it_was_prepared_leaves_no_file(monkeypatch):
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    encode = photos._encode

    def removed_meanwhile(photo, image):
        made = encode(photo, image)
        ProductPhoto.objects.filter(pk=photo.pk).delete()
        return made

    monkeypatch.setattr(photos, "_encode", removed_meanwhile)
    made: list[str] = []
    monkeypatch.setattr(photo.image.storage, "delete", made.append)
    process_photo(photo)
    assert len(made) == 3


@pytest.mark.django_db
def test_photos_are_ordered_and_the_first_is_shown_in_lists(client):
    item = product()
    first, second = (ready_photo(item, colour) for colour in ("#aa0000", "#0000aa"))
    assert item.cover == first
    move_photo_first(second)
    assert Product.objects.get(pk=item.pk).cover == second
    page = client.get("/products/").content.decode()
    assert second.thumbnail.url in page
    assert first.thumbnail.url not in page


def ready_photo(item, colour):
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(buffer, "PNG")
    photo = receive_photo(item, upload(buffer.getvalue()))
    prepare_photo(photo.pk)
    photo.refresh_from_db()
    return photo


@pytest.mark.django_db
def test_visitors_see_a_placeholder_until_the_photo_is_ready_and_owners_that_it_comes(client):
    item = product()
    receive_photo(item, upload(jpeg()[0].read()))
    assert b"picture--none" in client.get(f"/products/{item.pk}/").content
    client.force_login(item.producer.organisation.members.get())
    page = client.get(f"/products/{item.pk}/").content.decode()
    assert "picture--wait" in page
    assert f'hx-get="/products/{item.pk}/gallery/"' in page


@pytest.mark.django_db
def test_original_cannot_be_fetched(client):
    photo = receive_photo(product(), upload(jpeg()[0].read()))
    assert client.get(f"/media/{photo.original.name}").status_code == 404
    assert client.get(f"/media/photos/../{photo.original.name}").status_code in (400, 404)


def test_heic_of_a_phone_is_read():
    image = open_photo(io.BytesIO(heic()), len(heic()))
    assert image.mode == "RGB"
    assert image.width > 8


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
