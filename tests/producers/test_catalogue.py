"""The public catalogue: every filter is in the address, the map counts, links show themselves."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal

import pytest
from django.utils import timezone
from djmoney.money import Money
from PIL import Image

from producers.models import Product, ProductViews
from producers.models.page_views import TALLY
from tests.factories import producer, product, staff

pytestmark = pytest.mark.django_db


def names(client, **query):
    page = client.get("/products/", query | {"lang": "en"})
    return {item.name_en for item in page.context["page"]}


def supply(*months):
    return [Decimal(10) if month in months else Decimal(0) for month in range(1, 13)]


def test_in_season_now_shows_only_what_there_is_this_month(client):
    month = timezone.localdate().month
    product(name_en="Now", monthly_supply=supply(month))
    product(name_en="Later", monthly_supply=supply(month % 12 + 1))
    assert names(client, month="now") == {"Now"}
    assert names(client, month=str(month % 12 + 1)) == {"Later"}


def test_price_is_compared_across_currencies(client):
    product(name_en="Riel", price=Money(8000, "KHR"))
    product(name_en="Dollars", price=Money("5.00", "USD"))
    assert names(client, price_to="១០,០០០") == {"Riel"}
    assert names(client, price_from="10000") == {"Dollars"}
    assert names(client, price_from="-5") == {"Riel", "Dollars"}


def test_stars_and_export_filters(client):
    for name, stars, ready in (("Three", 3, False), ("Five", 5, True), ("None", None, False)):
        item = product(name_en=name)
        Product.objects.filter(pk=item.pk).update(stars=stars, export_ready=ready)
    assert names(client, stars="3") == {"Three", "Five"}
    assert names(client, stars="4") == {"Five"}
    assert names(client, export="true") == {"Five"}


@pytest.mark.parametrize(
    "query",
    [
        {"month": "13"}, {"stars": "99"}, {"price_from": "abc"}, {"price_to": "9" * 60},
        {"province": "99"}, {"category": "nope"}, {"page": "-1"}, {"q": "\x00"}, {"export": "maybe"},
    ],
)  # fmt: skip
def test_odd_filters_never_break_the_page(client, query):
    product()
    assert client.get("/products/", query).status_code == 200


def test_map_counts_what_the_other_filters_leave_and_keeps_them_in_its_links(client):
    product(producer("17"), name_en="Prahok here")
    product(producer("02"), name_en="Prahok there")
    product(producer("02"), name_en="Silk", monthly_supply=supply(1))
    page = client.get("/products/", {"province": "17", "month": "5"})
    counts = {tile.code: tile.products for tile in page.context["tiles"]}
    assert counts == {"17": 1, "02": 1}
    assert "province=02&amp;month=5" in page.content.decode()


def test_product_page_describes_itself_to_search_engines_and_messengers(client):
    item = product(name_en="</script><b>x", price_to=Decimal(15000))
    page = client.get(f"/products/{item.pk}/?lang=en").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(block[1])
    assert data["@type"] == "Product"
    assert data["name"] == "</script><b>x", "escaped in the page, whole in the data"
    assert (data["offers"]["lowPrice"], data["offers"]["highPrice"]) == ("12000.00", "15000.00")
    assert f'property="og:image" content="http://testserver/products/{item.pk}/link.jpg"' in page
    assert 'hreflang="km"' in page


def test_link_picture_is_a_jpeg_of_the_size_messengers_show(client):
    item = product()
    picture = Image.open(io.BytesIO(client.get(f"/products/{item.pk}/link.jpg").content))
    assert (picture.format, picture.size) == ("JPEG", (1200, 630))


@pytest.mark.parametrize("language", ["km", "en"])
@pytest.mark.parametrize("kind", ["label", "sheet"])
def test_label_and_sheet_are_made_in_both_languages(client, language, kind):
    item = product(description_km="រឿង " * 400, packaging="#quote $ \\ _*`")
    answer = client.get(f"/products/{item.pk}/{kind}.pdf?lang={language}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_nothing_of_a_draft_is_shown_to_others(client):
    item = product(state=Product.State.DRAFT)
    for address in ("", "sheet.pdf", "label.pdf", "link.jpg", "qr.svg", "gallery/"):
        assert client.get(f"/products/{item.pk}/{address}").status_code == 404
    assert client.get(f"/products/{item.pk}/book.pdf").status_code == 404


def test_views_of_others_are_counted_and_ones_own_are_not(client):
    item = product()
    for _ in range(3):
        client.get(f"/products/{item.pk}/")
    client.force_login(item.producer.organisation.members.get())
    client.get(f"/products/{item.pk}/")
    client.force_login(staff("17"))
    client.get(f"/products/{item.pk}/")
    TALLY.write()
    assert ProductViews.in_last_days(Product.objects.all()) == 3


def test_price_range_is_shown_in_lists(client):
    product(price_to=Decimal(15000))
    page = client.get("/products/").content.decode()
    assert "12,000 ៛ – 15,000 ៛" in page


def test_reasons_to_buy_are_facts_of_the_product(client):
    item = product(lead_time_days=2)
    page = client.get(f"/products/{item.pk}/?lang=en").content.decode()
    assert "There all year round" in page
    assert "Ready within three days" in page
    assert "Made by a group that women lead" not in page


def test_sitemap_names_public_pages_only(client):
    shown, hidden = product(), product(state=Product.State.DRAFT)
    assert b"sitemap-products.xml" in client.get("/sitemap.xml").content
    products = client.get("/sitemap-products.xml").content.decode()
    assert f"/products/{shown.pk}/" in products
    assert f"/products/{hidden.pk}/" not in products
    assert "/villages/17100701/" in client.get("/sitemap-villages.xml").content.decode()
    assert "/provinces/02/" in client.get("/sitemap-provinces.xml").content.decode()
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("province", ["a/b", "17/", "<script>", "zz", "\x00", "9" * 300])
def test_province_there_is_not_breaks_nothing(client, gazetteer, province):
    product()
    page = client.get("/products/", {"province": province, "q": "prahok"})
    assert page.status_code == 200
