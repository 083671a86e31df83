"""Pages kept for visitors: pressed, told apart, never somebody else's, new the moment anything they show changes."""

from __future__ import annotations

import gzip
import re
import sys
from unittest.mock import patch

import brotli
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ovop.kernel.visitors import SUBJECTS
from ovop.kernel.watching import shown_by
from ovop.middleware import keeping
from producers.models import Category, Certificate, Product, ProductPhoto, ProductViews
from producers.models.page_views import TALLY
from tests.access.world import world
from tests.factories import buyer, producer, product

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client():
    return Client(headers={"accept-encoding": "gzip, deflate, br"})


@pytest.fixture
def here():
    """A province with everything in it, and its public product."""
    return world("17")


def visit(client, path, **headers):
    """The page as it is given out once it is kept."""
    for _time in range(3):
        answer = client.get(path, headers=headers)
    return answer


def text(answer) -> str:
    press = answer.headers.get("Content-Encoding", "")
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[press](answer.content)
    return plain.decode()


def pages(here) -> dict[str, str]:
    return {"/": "front", "/products/": "catalogue", here.at["product"].get_absolute_url(): "product"}  # fmt: skip


def test_kept_page_is_the_page_and_asks_the_database_nothing(client, here):
    for path in pages(here):
        made = Client().get(path).content.decode()
        visit(client, path)
        with CaptureQueriesContext(connection) as queries:
            kept = client.get(path)
        assert text(kept) == made
        assert len(queries) == 0, path
        assert kept.headers["Content-Security-Policy"] and kept.headers["X-Frame-Options"]


def test_everything_a_kept_page_reads_is_watched(here):
    """With cold caches; a table that is missing from a room's list would show old things for a minute."""
    searched = {
        "producers_searchterm", "producers_searchstatistics", "producers_search_words", "producers_search", "producers_productterm",
    }  # fmt: skip
    for path in [*pages(here), "/products/?q=rice", "/figures/", "/figures/products/"]:
        watched = set.union(*(shown_by(subject) for subject in subjects_of(path))) | {"unnest"}
        watched |= searched if "q=" in path else set()
        # Who closed a year stands in a sentence for the Committee alone.
        watched |= {"accounts_user"} if path.startswith("/figures/") else set()
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        asked = {
            table
            for query in queries
            if not query["sql"].startswith("INSERT")
            for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"])
        }
        assert asked - watched == set(), path


def subjects_of(path):
    """What the page's own view says it shows."""
    found = []
    real = keeping._page

    def seen(request, answer, kept, *rest, **more):
        found.append(kept.subjects)
        return real(request, answer, kept, *rest, **more)

    cache.clear()
    with patch.object(keeping, "_page", seen):
        assert Client().get(path).status_code == 200
    return found[0]


def test_every_watched_table_exists():
    """One that is misspelt is never written to: what it shows would stay old."""
    there = set(connection.introspection.table_names())
    assert {table for subject in SUBJECTS for table in shown_by(subject)} - there == set()


WRITES = {
    "saved": lambda it: it.save(),
    "many at once": lambda it: Product.objects.filter(pk=it.pk).update(name_en="Changed name", name_km="Changed name"),
    "by hand": lambda it: sql("UPDATE producers_product SET name_en = 'Changed name', name_km = 'Changed name' WHERE id = %s", it.pk),
}  # fmt: skip


def sql(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


@pytest.mark.parametrize("how", WRITES)
def test_change_of_a_product_shows_at_once_however_it_is_written(client, here, how):
    it = here.at["product"]
    it.name_en = it.name_km = "Changed name"
    for path in ("/products/", it.get_absolute_url()):
        assert "Changed name" not in text(visit(client, path))
    WRITES[how](it)
    for path in ("/products/", it.get_absolute_url()):
        assert "Changed name" in text(client.get(path)), path


def test_changes_of_other_tables_show_at_once(client, here):
    it = here.at["product"]
    path = it.get_absolute_url()

    def changes(write) -> None:
        before = visit(client, path).headers["ETag"]
        write()
        assert client.get(path, headers={"if-none-match": before}).status_code == 200

    changes(lambda: ProductPhoto.objects.create(product=it, image="photos/new.webp"))
    changes(lambda: Category.objects.filter(pk=it.category_id).update(name_km="ឈ្មោះថ្មី"))
    changes(lambda: type(it.producer.organisation).objects.filter(pk=it.producer.organisation_id).update(name_km="អង្គការថ្មី"))  # fmt: skip
    other = product(it.producer)
    changes(other.delete)


def test_connection_opened_within_a_request_is_watched_and_leaves_others_in_peace(client, here):
    """pghistory looks at the statements of a request by the same means, and takes back what it put there last."""
    import pghistory

    connection.close()
    connection.execute_wrappers.clear()
    with pghistory.context(user=1):
        Product.objects.count()
    visit(client, "/products/")
    Product.objects.update(name_km="Later")
    assert "Later" in text(client.get("/products/"))


def test_change_that_is_undone_forgets_nothing(client, here):
    visit(client, "/products/")
    with pytest.raises(RuntimeError), transaction.atomic():
        Product.objects.update(name_en="Never")
        raise RuntimeError
    with CaptureQueriesContext(connection) as queries:
        client.get("/products/")
    assert len(queries) == 0


def test_part_that_is_undone_does_not_hide_a_later_change(client, here):
    """The first write of a transaction forgets the page once; if that write is undone, the next one must."""
    visit(client, "/products/")
    with transaction.atomic():
        try:
            with transaction.atomic():
                Product.objects.update(name_km="Undone")
                raise RuntimeError
        except RuntimeError:
            pass
        Product.objects.update(name_km="Meant")
    assert "Meant" in text(client.get("/products/"))


def test_page_begun_before_a_change_is_not_kept_after_it(client, here, monkeypatch):
    """Somebody renames the product while a visitor's page is being made of the old name."""
    path = here.at["product"].get_absolute_url()
    client.get(path)
    catalogue = sys.modules["producers.views.catalogue"]

    def renamed_meanwhile(*given):
        monkeypatch.undo()
        Product.objects.update(name_km="Renamed")
        return []

    monkeypatch.setattr(catalogue, "reasons_to_buy", renamed_meanwhile)
    client.get(path)
    assert "Renamed" in text(client.get(path))


def test_who_has_the_page_is_told_so_in_a_few_bytes(client, here):
    etag = visit(client, "/products/").headers["ETag"]
    again = client.get("/products/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("cookie", ["enx", "en ", "e", "kmm", "xx"])
def test_language_nobody_has_poisons_no_others_page(here, cookie):
    odd, english = Client(), Client()
    odd.cookies["ovop_language"], english.cookies["ovop_language"] = cookie, "en"
    for _time in range(3):
        odd.get("/products/")
    assert '<html lang="en">' in english.get("/products/").content.decode()
    assert '<html lang="km">' in Client().get("/products/").content.decode()


def test_photo_goes_out_as_it_is(here):
    photo = ProductPhoto(product=here.at["product"])
    photo.image.save("p.webp", ContentFile(b"RIFF" + b"x" * 5000))
    answer = Client(headers={"accept-encoding": "gzip"}).get(photo.image.url)
    assert "Content-Encoding" not in answer.headers and answer.headers["Content-Length"] == "5004"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("", None), ("br;q=0, gzip", "gzip"), ("zstd", None)],
)
def test_page_is_pressed_as_the_browser_takes_it(here, asked, given):
    client = Client(headers={"accept-encoding": asked})
    answer = visit(client, "/products/")
    assert answer.headers.get("Content-Encoding") == given
    assert text(answer) == Client().get("/products/").content.decode()
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_pages_of_who_is_signed_in_are_pressed_too(here):
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(buyer().organisation.members.first())
    answer = client.get("/products/")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(gzip.decompress(answer.content)) / 3


def test_signed_in_reader_never_gets_the_visitors_page_nor_leaves_one(client, here):
    path = here.at["product"].get_absolute_url()
    visitor = text(visit(client, path))
    own = Client()
    own.force_login(buyer().organisation.members.first())
    assert "signed-in" in own.get(path).content.decode()
    assert text(client.get(path)) == visitor and "signed-in" not in visitor


def test_message_for_a_visitor_is_said_once_and_never_to_the_next(here):
    from django.contrib.messages.storage.cookie import CookieStorage

    told = Client()
    told.cookies[CookieStorage.cookie_name] = "x"
    visit(Client(), "/products/")
    with CaptureQueriesContext(connection) as queries:
        told.get("/products/")
    assert len(queries) > 0


def test_addresses_of_ones_own_making_fill_nothing(client, here):
    before = set(cache._cache)
    for query in ("x=1", "q=a&q=b", "q=" + "a" * 300):
        visit(client, f"/products/?{query}")
    for number in range(20):
        client.get(f"/products/?price_to={number}")
        client.get(f"/figures/?map={number}")
    kept = [key for key in set(cache._cache) - before if "page:" in key and ":asked" not in key]
    assert kept == []


def test_page_of_another_host_is_another_page(client, here, settings):
    path = here.at["product"].get_absolute_url()
    visit(client, path, host="one.example")
    assert "one.example" not in text(visit(client, path, host="two.example"))


def test_host_that_is_not_ours_is_refused_as_before(client, here, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.get("/products/", headers={"host": "evil.example"}).status_code == 400


def test_views_of_kept_pages_are_counted(client, here):
    it = here.at["product"]
    before = ProductViews.in_last_days(Product.objects.filter(pk=it.pk))
    for _time in range(6):
        client.get(it.get_absolute_url())
    client.head(it.get_absolute_url())
    TALLY.write()
    assert ProductViews.in_last_days(Product.objects.filter(pk=it.pk)) == before + 6


def test_views_of_a_product_that_is_gone_spoil_no_others(here):
    one, gone = here.at["product"], product(producer())
    TALLY.note(one.pk)
    TALLY.note(gone.pk)
    gone.delete()
    TALLY.write()
    assert ProductViews.in_last_days(Product.objects.filter(pk=one.pk)) == 1


def test_certificate_that_is_confirmed_shows_at_once(client, here):
    it = here.at["product"]
    path = it.get_absolute_url()
    found = Certificate.objects.filter(producer=it.producer).first()
    assert found is not None
    assert "NEW-NUMBER-77" not in text(visit(client, path))
    Certificate.objects.filter(pk=found.pk).update(
        number="NEW-NUMBER-77", confirmed_at=timezone.now(), valid_from=None, valid_until=None
    )
    assert "NEW-NUMBER-77" in text(client.get(path))
