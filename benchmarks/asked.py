"""Which pages are asked under load, by whom."""

from __future__ import annotations

import io
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from buyers.models import Need
from producers.models import Product

MADE = 170  # times the demo that fit into memory

Page = tuple[list[str], dict[str, str]]
PRESSED = {"Accept_Encoding": "gzip, deflate, br"}


def load(scale: int) -> None:
    """The gazetteer and the demo so many times; beyond MADE, what was made is copied."""
    from benchmarks.multiplying import multiply_products
    from places.gazetteer import load_gazetteer

    load_gazetteer()
    copies = -(-scale // MADE)
    call_command("load_demo", scale=-(-scale // copies), stdout=io.StringIO())
    if copies > 1:
        multiply_products(copies)


def pages() -> dict[str, Page]:
    """Name -> the addresses and headers of a page; %d is another number each time, which nobody has asked before."""
    product = Product.objects.public().order_by("pk")[100].get_absolute_url()
    # Each is asked once or twice in the time, as by somebody who goes through them all.
    in_turn = [
        f"/products/{pk}/"
        for pk in Product.objects.public().order_by("pk").values_list("pk", flat=True)[:10_000]
    ]
    searched = f"/products/?q={quote('ប្រហុក')}"
    buyer = User.objects.get(phone="+85512000102")
    need = Need.objects.filter(buyer__organisation__members=buyer).order_by("pk")[0]
    timetable = _timetable()
    return {
        "catalogue, kept": (["/products/"], PRESSED),
        "catalogue, made anew": (["/products/?anew=%d"], {}),
        "search, kept": ([searched], PRESSED),
        "search, made anew": ([f"{searched}&anew=%d"], {}),
        "product, kept": ([product], PRESSED),
        "products in turn": (in_turn, {}),
        "signed in: catalogue": (["/products/"], _as(buyer)),
        "signed in: product": ([product], _as(buyer)),
        "signed in: need with its matches": ([f"/needs/{need.pk}/"], _as(buyer)),
        "signed in: timetable": ([timetable], _as(User.objects.get(phone="+85512000104"))),
        "signed in: dashboard": (["/figures/"], _as(User.objects.get(phone="+85512000105"))),
    }


def _as(user: User) -> dict[str, str]:
    """The cookie of somebody who has signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    }


def _timetable() -> str:
    """Of the forum with the most meetings in Siem Reap."""
    from django.db.models import Count

    from forums.models import Forum

    most = (
        Forum.objects.filter(province="17")
        .annotate(n=Count("timetables__meetings"))
        .order_by("-n")[0]
    )
    return f"/forums/{most.pk}/timetable/"
