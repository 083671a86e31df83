"""Every route of the resolver, and an address of each that leads to something of the world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.access.world import World

# What stands in `<int:pk>` of a room's routes unless the route's own line says otherwise.
PK = {
    "producers": "product",
    "buyers": "need",
    "forums": "forum",
    "notices": "notice",
    "matching": "forum",
}
# Of the interface for programs: what each kind of resource is here.
RESOURCES = {
    "product": "draft", "need": "draft_need", "producer": "maker", "forum": "forum", "match": "match", "meeting": "meeting",
    "registration": "registration", "meetingrequest": "request",
}  # fmt: skip
OWN_PK = {
    "product": ["producers:edit", "producers:pdf", "producers:judge", "producers:suspend", "producers:renew", "producers:grant_renewal"],
    "draft": ["producers:submit", "producers:product_photos", "producers:gallery"],
    "in_review": ["producers:review", "producers:register", "producers:request_changes", "producers:withdraw"],
    "maker": [
        "producers:producer", "producers:print_claim", "producers:visits", "producers:add_visit", "producers:edit_visit",
        "producers:answer_visit", "producers:certificates", "producers:add_certificate", "producers:edit_certificate",
        "producers:confirm_certificate", "producers:delete_certificate", "producers:certificate_file", "insights:livelihood",
    ],
    "import": [
        "producers:import", "producers:match_import", "producers:rematch_import", "producers:choose_import_rows",
        "producers:mend_import_row", "producers:undo_import", "producers:import_progress", "producers:stop_import",
        "producers:import_result",
    ],
    "rubric": ["producers:edit_rubric"],
    "search": ["buyers:look_search", "buyers:remove_search"],
    "need": ["matching:need", "matching:match_need", "matching:judge"],
    "enquiry": ["matching:enquiry", "matching:write", "matching:block", "matching:take"],
    "pool": ["matching:pool", "matching:ask_pool", "matching:coordinator", "matching:answer_share"],
    "match_run": ["matching:progress", "matching:cancel"],
    "meeting": ["forums:outcome"],
    "follow_up": ["forums:follow_up"],
    "training": [
        "forums:training", "forums:edit_training", "forums:sign_up", "forums:give_back", "forums:attendance",
        "forums:certificates", "forums:step_training", "matching:invite_to_training",
    ],
    "deal": ["forums:deal"],
    "in_app": ["notices:open"],
    "webhook": ["notices:remove_program", "notices:try_program"],
    "request": ["forums:answer", "forums:withdraw"],
    "officer": ["accounts:person", "accounts:close_person", "accounts:forget_factor"],
    "invited": ["accounts:take_back_invitation"],
}  # fmt: skip
GIVEN: dict[str, dict[str, Any]] = {
    "producers:pdf": {"kind": "sheet"}, "producers:import_template": {"language": "km"}, "producers:mend_import_row": {"number": 1},
    "producers:photo": {"path": "2026/01/none.webp"}, "buyers:step": {"action": "pause"}, "buyers:keep_search": {"kind": "products"},
    "matching:take": {"name": "decline"}, "matching:progress": {"kind": "matching"}, "matching:cancel": {"kind": "matching"},
    "forums:step": {"action": "finish"}, "forums:step_training": {"action": "cancel"}, "forums:papers": {"kind": "agendas"},
    "insights:export": {"kind": "csv"}, "insights:close_year": {"year": 2020}, "insights:indicator": {"code": "products"},
    "insights:rows": {"code": "products"}, "notices:wording": {"kind": "product_registered"},
    "notices:wording_look": {"kind": "product_registered"}, "notices:confirm_email": {"key": "nobodys"},
    "matching:answer": {"ticket": "nobodys"},
    "sitemap": {"section": "products"}, "guide": {"who": "officer"}, "account_confirm_email": {"key": "nobodys"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "nobodys"}, }  # fmt: skip


# What a route must be asked or sent to get past its door.
ASKED = {
    "places:picker": "field=place&level=village", "places:search": "field=place&level=village&place-text=phum",
}  # fmt: skip
SENT = {
    "buyers:invite": {"producer": "{maker}"}, "forums:decide": {"approve_all": "1"},
    "matching:judge": {"product": "{product}", "good": "1"}, "matching:lock": {"request": "{agreed}", "locked": "1"},
    "matching:move": {"request": "{agreed}", "to": "off"}, "matching:weigh": {"request": "{agreed}", "bonus": "1"},
    "matching:answer_share": {"agree": "1"},
}  # fmt: skip
PLACES = {
    "province": {"pk": "17"}, "district": {"pk": "1710"}, "commune": {"pk": "171007"}, "village": {"pk": "17100701"},
    "category": {"pk": "prahok"},
}  # fmt: skip


def named_routes() -> Iterator[tuple[str, URLPattern]]:
    """(name with namespace, pattern) of every route that has a name; those of the administration too."""

    def walk(patterns: Any, namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for each in patterns:
            if isinstance(each, URLPattern):
                if each.name:
                    yield namespace + each.name, each
            else:
                inner = f"{each.namespace}:" if each.namespace else ""
                yield from walk(each.url_patterns, namespace + inner)

    yield from walk(get_resolver().url_patterns, "")


def route_names() -> list[str]:
    """Each name once, sorted; the pages of the administration are in a table of their own."""
    return sorted({name for name, _pattern in named_routes()})


def address(row: str, world: World) -> str:
    """Where a line of the table leads in `world`: "route", "route@thing" or "route?query"."""
    row, _mark, query = row.partition("?")
    name, _mark, thing = row.partition("@")
    given = arguments(name, world, thing)
    query = query or ASKED.get(name, "")
    try:
        path = reverse(name, kwargs=given)
    except NoReverseMatch:
        path = reverse(name, kwargs={key: value for key, value in given.items() if key == "pk"})
    return path + (f"?{query.format(**_numbers(world))}" if query else "")


def sent(name: str, world: World) -> dict[str, str]:
    """What a form of the route sends, where nothing would lead nowhere for everybody."""
    return {key: value.format(**_numbers(world)) for key, value in SENT.get(name, {}).items()}


def _numbers(world: World) -> dict[str, Any]:
    found = {what: getattr(each, "pk", each) for what, each in world.at.items()}
    meeting = world.at["meeting"]
    return found | {"maker": world.maker.pk, "hotel": world.hotel.pk, "agreed": meeting.request_id}


def _code(name: str, world: World) -> str:
    if name in ("forums:board", "forums:board_now", "forums:table_timer"):
        return str(world.at["forum"].board)
    if name == "forums:badge":
        return str(world.at["registration"].badge)
    if name == "forums:check_certificate":
        return str(world.at["training_place"].code)
    return world.province


def arguments(name: str, world: World, thing: str = "") -> dict[str, Any]:
    """The route's arguments that lead to `thing`, or to what the route is usually about."""
    wanted = next(
        (pattern.pattern.converters.keys() | set(pattern.pattern.regex.groupindex) for found, pattern in named_routes() if found == name),
        set(),
    )  # fmt: skip
    at = world.at | {"maker": world.maker, "hotel": world.hotel}
    own = next((what for what, names in OWN_PK.items() if name in names), None)
    resource = name.split("-")[0]
    what = thing or own or RESOURCES.get(resource) or PK.get(name.split(":")[0], "product")
    found: dict[str, Any] = {
        "pk": at[what].pk, "client_id": at["listing"].client_id, "producer_pk": world.maker.pk, "visit_pk": at["visit"].pk,
        "request_pk": at["visit_request"].pk, "certificate_pk": at["certificate"].pk, "share_pk": at["share"].pk,
        "registration": at["registration"].pk, "organiser": at["organiser"].pk, "commitment": at["commitment"].pk,
        "report": at["report"].pk, "place": at["training_place"].pk, "number": 1, "table": 1, "step": "day",
        "code": _code(name, world), "rule": at["pair_rule"].pk,
        "key": at["calendar"] if name == "forums:calendar" else f"{world.province}100701", "kind": "products",
    } | GIVEN.get(name, {}) | PLACES.get(resource, {})  # fmt: skip
    return {key: value for key, value in found.items() if key in wanted}
