"""The menu: for each role what it does most, first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.scope import role_of
from notices.querysets import count_unread
from ovop.templatetags.quick import plain_address


@dataclass(frozen=True)
class Entry:
    """One place to go: label, symbol, address."""

    label: Any
    icon: str
    url: str
    current: bool = False


ITEMS: dict[str, tuple[Any, str, str]] = {
    "home": (_("Home"), "house", "home"),
    "catalogue": (_("Products"), "basket2", "producers:catalogue"),
    "my_products": (_("My products"), "box-seam", "producers:mine"),
    "needs": (_("Needs"), "card-checklist", "buyers:needs"),
    "forums": (_("Forums"), "calendar-event", "forums:forums"),
    "requests": (_("Requests"), "people", "matching:enquiries"),
    "agenda": (_("My agenda"), "calendar-week", "forums:agenda"),
    "deals": (_("Deals"), "cash-coin", "forums:deals"),
    "trainings": (_("Trainings"), "mortarboard", "forums:trainings"),
    "review": (_("Review"), "clipboard-check", "producers:review_queue"),
    "producers": (_("Producers"), "person-badge", "producers:producers"),
    "figures": (_("Figures"), "bar-chart", "insights:overview"),
    "people": (_("Team"), "person-plus", "accounts:people"),
}
MENUS: dict[str, tuple[str, ...]] = {
    "": ("catalogue", "forums", "trainings", "figures"),
    "producer": (
        "home",
        "my_products",
        "needs",
        "requests",
        "agenda",
        "forums",
        "deals",
        "catalogue",
    ),
    "buyer": ("home", "catalogue", "needs", "requests", "agenda", "forums", "deals"),
    "officer": ("home", "producers", "catalogue", "forums", "trainings", "figures"),
    "staff": (
        "home",
        "review",
        "producers",
        "forums",
        "trainings",
        "needs",
        "deals",
        "catalogue",
        "figures",
        "people",
    ),
    "national": (
        "home",
        "figures",
        "review",
        "producers",
        "forums",
        "trainings",
        "needs",
        "deals",
        "catalogue",
        "people",
    ),
}
# Other pages of an entry: those of its second tab, those it leads to.
BELONGING = {
    "requests": ("forums:requests",), "producers": ("producers:imports",), "review": ("producers:rubrics",),
}  # fmt: skip
TABS = 4  # how many entries fit into the bar at the foot of a phone; the rest is under "More"


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the menu of the reader's role and the number of unread notices."""
    user = getattr(request, "user", None)
    if user is None:  # an error page before the session was opened
        return {"menu": [], "menu_tabs": [], "menu_more": [], "unread": 0}
    role = role_of(user)
    menu = [_entry(name, request.path) for name in MENUS[role]]
    found = {
        "menu": menu, "menu_tabs": menu[:TABS], "menu_more": menu[TABS:], "unread": 0,
        # The same for all of a role who are at the same entry.
        "menu_key": (role, *(place for place, entry in enumerate(menu) if entry.current)),
    }  # fmt: skip
    if user.is_authenticated:
        found["unread"] = count_unread(user.pk)
        found["account_key"] = (user.pk, role, str(user), user.province_id)
    return found


def _entry(name: str, path: str) -> Entry:
    label, symbol, route = ITEMS[name]
    url = plain_address(route)
    places = (url, *map(plain_address, BELONGING.get(name, ())))
    current = path == url if url == "/" else path.startswith(places)
    return Entry(label, symbol, url, current)
