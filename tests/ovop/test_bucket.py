"""Files in buckets: as on a disk, also when the bucket refuses, stalls or fails."""

from __future__ import annotations

import gzip
import time
import urllib.request
from types import SimpleNamespace

import pytest
from botocore.config import Config
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from ovop.kernel.files import StorageAway
from ovop.settings import storing
from ovop.templatetags.quick import static_address
from producers.models import ProductPhoto
from producers.photos import process_photo, receive_photo
from producers.tasks import keep_deadlines_today, prepare_photo
from tests.buckets import KEYS, BucketServer
from tests.factories import product
from tests.producers.test_photos import jpeg


@pytest.fixture(scope="module")
def server():
    running = BucketServer("files", "static")
    yield running
    running.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The site's files lie in a bucket."""
    for name, value in {**KEYS, "S3_ENDPOINT": server.url}.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "ovop.bucket.Bucket",
            "OPTIONS": storing.bucket_options("files", "media/"),
        }
    }
    yield server
    server.status, server.stall = "", 0.0


def arrived() -> ProductPhoto:
    """A photo that waits to be prepared."""
    photo = receive_photo(product(), SimpleUploadedFile("p.jpg", jpeg()[0].read()))
    photo.refresh_from_db()
    return photo


def test_bucket_is_like_a_disk(bucket):
    name = default_storage.save("papers/a.txt", ContentFile(b"silk"))
    other = default_storage.save("papers/a.txt", ContentFile(b"clay"))
    assert name != other
    assert (default_storage.open(name).read(), default_storage.open(other).read()) == (b"silk", b"clay")  # fmt: skip
    assert default_storage.listdir("papers")[1] == sorted(each.rpartition("/")[2] for each in (name, other))  # fmt: skip
    assert (default_storage.url(name), default_storage.size(name)) == ("/media/papers/a.txt", 4)
    default_storage.delete(name)
    default_storage.delete(name)
    assert not default_storage.exists(name)
    for missing in (name, "../../etc/passwd", "papers/../../x"):
        with pytest.raises(FileNotFoundError):
            default_storage.open(missing)


@pytest.mark.parametrize("trouble", ["fails", "refuses", "stalls"])
def test_bucket_that_cannot_be_reached_says_so_soon(bucket, settings, trouble):
    options = settings.STORAGES["default"]["OPTIONS"]
    if trouble == "fails":
        bucket.status = "500 Internal Server Error"
    elif trouble == "refuses":
        options["endpoint_url"] = "http://127.0.0.1:9"
    else:
        bucket.stall = 30.0
        options["client_config"] = options["client_config"].merge(Config(read_timeout=1))
    settings.STORAGES = {**settings.STORAGES, "default": settings.STORAGES["default"] | {"OPTIONS": options}}  # fmt: skip
    for act in (
        lambda: default_storage.open("papers/b.txt"),
        lambda: default_storage.save("papers/b.txt", ContentFile(b"x")),
    ):
        begun = time.monotonic()
        with pytest.raises(StorageAway):
            act()
        assert time.monotonic() - begun < 10


@pytest.mark.django_db
def test_photo_goes_through_the_bucket_and_its_original_leaves_it(bucket, client):
    photo = arrived()
    assert [name for name in bucket.names("files") if name.startswith("originals/")]
    prepare_photo(photo.pk)
    photo.refresh_from_db()
    assert not [name for name in bucket.names("files") if name.startswith("originals/")]
    answer = client.get(photo.thumbnail.url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.getvalue()[:4] == b"RIFF"
    asked = len(bucket.asked)
    again = client.get(photo.thumbnail.url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, len(bucket.asked)) == (304, asked)
    assert client.get("/media/photos/2026/none.webp").status_code == 404


@pytest.mark.django_db
def test_photo_waits_as_long_as_the_bucket_is_away(bucket):
    photo = arrived()
    bucket.status = "503 Slow Down"
    for _sweep in range(5):
        process_photo(photo)
        photo.refresh_from_db()
    assert (photo.state, photo.attempts) == ("pending", 0)
    bucket.status = ""
    process_photo(photo)
    photo.refresh_from_db()
    assert photo.state == "ready"


@pytest.mark.django_db
def test_original_that_could_not_be_deleted_goes_the_next_day(bucket, monkeypatch):
    photo = arrived()
    bucket_of = type(photo.original.storage._wrapped)

    def away(self, name):
        raise StorageAway(name)

    monkeypatch.setattr(bucket_of, "delete", away)
    process_photo(photo)
    monkeypatch.undo()
    photo.refresh_from_db()
    assert photo.state == "ready" and default_storage.exists(photo.original.name)
    left = photo.original.name
    keep_deadlines_today()
    photo.refresh_from_db()
    assert photo.original == "" and not default_storage.exists(left)


@pytest.mark.django_db
def test_whoever_adds_a_photo_meanwhile_reads_what_to_do(bucket, client):
    item = product(state="draft")
    person = item.producer.organisation.members.first()
    client.force_login(person)
    client.cookies["ovop_language"] = "en"
    client.raise_request_exception = False
    bucket.status = "500 Internal Server Error"
    data = {"photos": SimpleUploadedFile("p.jpg", jpeg((60, 60))[0].read())}
    answer = client.post(reverse("producers:product_photos", args=[item.pk]), data, follow=True)
    assert answer.status_code == 200
    assert "cannot be stored just now" in answer.content.decode()
    assert client.get("/media/photos/x.webp").status_code == 503


def test_what_was_built_lies_in_a_bucket_pressed_and_for_ever(server, settings, monkeypatch):
    for name, value in {**KEYS, "S3_ENDPOINT": server.url}.items():
        monkeypatch.setenv(name, value)
    address = f"{server.url}/static/"
    server.publish("static")
    options = storing.bucket_options("static", address) | {"file_overwrite": True, "gzip": True}
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "ovop.bucket.StaticBucket", "OPTIONS": options}
    }
    settings.STATIC_URL = address
    static_address.cache_clear()
    try:
        others = ["admin*", "rest_framework*", "drf*", "django_htmx*"]
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)
        styles = static_address("app.css")
    finally:
        static_address.cache_clear()
    assert styles.startswith(address) and styles != f"{address}app.css"
    with urllib.request.urlopen(styles) as answer:
        got = SimpleNamespace(headers=answer.headers, body=answer.read())
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (got.headers["Content-Type"], got.headers["Content-Encoding"]) == ("text/css", "gzip")
    assert b"@font-face" in gzip.decompress(got.body)
