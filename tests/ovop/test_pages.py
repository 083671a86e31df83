"""The frame of every page: language, errors, health, who may enter what."""

import pytest
from django.core.checks import Error
from django.urls import get_resolver

from accounts.models import Role
from ovop.checks import khmer_trigrams_work
from tests.factories import UserFactory, buyer, forum, need, producer, product, staff

pytestmark = pytest.mark.django_db


def test_first_visit_is_in_khmer_and_the_switch_is_remembered(client):
    assert b'<html lang="km">' in client.get("/").content
    assert b'<html lang="en">' in client.get("/?lang=en").content
    assert b'<html lang="en">' in client.get("/products/").content


def test_switch_keeps_the_filters_of_the_page(client):
    page = client.get("/products/?q=rice&month=2").content.decode()
    assert "?q=rice&amp;month=2&amp;lang=en" in page


def test_unknown_language_is_ignored(client):
    assert b'<html lang="km">' in client.get("/?lang=xx").content


def test_missing_page_is_ours_and_offers_a_search(english):
    page = english.get("/no/such/page/")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.content.decode()


def test_broken_page_says_so_in_both_languages(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("ovop.views._front_page", lambda request: 1 / 0)
    page = client.get("/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.content.decode()
    assert "មានបញ្ហា" in page.content.decode()


def test_live_and_ready_answer(client):
    assert client.get("/livez").json() == {"status": "ok"}
    assert client.get("/readyz").json()["database"] == "ok"


def test_ready_says_503_while_the_cache_is_away(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "ovop.kernel.forgiving.ForgivingCache",
            "LOCATION": "redis://127.0.0.1:1/1",
        }
    }
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["redis"] != "ok"


def test_pages_carry_a_content_security_policy_without_inline_script(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_database_that_cannot_see_khmer_is_refused():
    assert khmer_trigrams_work(databases=["default"]) == []


def test_database_with_c_locale_is_named_with_the_mend(monkeypatch):
    class Cursor:
        answers = iter([[1], [0]])

        def __enter__(self):
            return self

        def __exit__(self, *rest):
            return None

        def execute(self, sql):
            return None

        def fetchone(self):
            return next(self.answers)

    class Connection:
        def cursor(self):
            return Cursor()

    monkeypatch.setattr("ovop.checks.connections", {"default": Connection()})
    (found,) = khmer_trigrams_work(databases=["default"])
    assert isinstance(found, Error)
    assert "LC_CTYPE=C" in found.msg


# --- who may enter what ------------------------------------------------------------------------

ANYONE = "public"
# Every page, and who gets in with GET: "public", "signed in", or the roles. Pages that only take a
# POST answer 405 or the sign-in page to a GET, and are listed with "post".
PAGES = {
    "home": ANYONE, "producers:catalogue": ANYONE, "producers:product": ANYONE, "producers:photo": ANYONE,
    "producers:producer": ANYONE, "forums:forums": ANYONE, "forums:forum": ANYONE, "insights:overview": ANYONE,
    "service_worker": ANYONE, "robots": ANYONE, "sitemap": ANYONE, "producers:pdf": ANYONE, "producers:qr": ANYONE,
    "producers:link_picture": ANYONE, "producers:village": ANYONE, "producers:province": ANYONE,
    "producers:ask_visit": ANYONE, "offline": ANYONE, "producers:gallery": ANYONE, "producers:claim": ANYONE,
    "matching:enquiries": "special", "matching:ask": "special", "matching:enquiry": "special",
    "matching:take": "post", "matching:write": "post", "matching:block": "post", "matching:answer": "special",
    "matching:judge": "post", "matching:weights": "staff national", "matching:compare": "staff national",
    "matching:forum": "special", "buyers:searches": "signed in", "buyers:keep_search": "post", "buyers:look_search": "post",
    "buyers:remove_search": "post", "buyers:invite": "post", "producers:suggest": ANYONE, "matching:pool": "signed in",
    "places:picker": ANYONE, "places:search": ANYONE, "matching:timetable": "special", "forums:calendar": "special",
    "forums:papers": "special", "forums:my_paper": "special",
    "producers:mine": "producer", "producers:my_certificates": "producer", "producers:profile": "producer", "matching:opportunities": "producer",
    "buyers:profile": "buyer", "forums:ask": "producer buyer",
    "producers:listing": "signed in", "producers:certificates": "signed in", "producers:add_certificate": "signed in",
    "producers:visits": "signed in", "producers:add_visit": "signed in", "producers:edit_visit": "signed in",
    "producers:export": "signed in", "producers:edit_certificate": "signed in", "producers:certificate_file": "signed in",
    "producers:create": "signed in", "producers:create_for": "signed in", "producers:edit": "signed in",
    "buyers:needs": "signed in", "buyers:create": "signed in", "buyers:edit": "signed in",
    "matching:need": "signed in", "matching:progress": "signed in", "forums:requests": "signed in",
    "forums:agenda": "signed in", "forums:outcome": "signed in", "notices:inbox": "signed in",
    "notices:preferences": "signed in", "notices:connect": "special", "notices:connected": "signed in",
    "notices:confirm_email": "special", "notices:trial": "post", "notices:confirm_again": "post", "notices:disconnect": "post",
    "notices:webhook": "special", "notices:deliveries": "staff national", "notices:wordings": "staff national",
    "notices:wording": "staff national", "notices:wording_look": "post", "notices:send_again": "post", "notices:send_all_again": "post",
    "accounts:settings": "signed in",
    "producers:imports": "officer staff national", "producers:import_template": "officer staff national",
    "producers:import": "officer staff national", "producers:import_progress": "officer staff national",
    "producers:import_result": "officer staff national",
    "producers:judge": "staff national", "producers:rubrics": "staff national",
    "producers:create_rubric": "national", "producers:edit_rubric": "national",
    "producers:producers": "officer staff national", "producers:enrol": "officer staff national",
    "producers:review_queue": "staff national", "producers:review": "staff national",
    "forums:create": "staff national", "forums:edit": "staff national", "forums:registrations": "staff national",
    "forums:outcomes": "staff national", "forums:day": "staff national", "forums:review": "staff national",
    "forums:organisers": "staff national", "forums:on_paper": "staff national", "matching:invite": "staff national",
    "matching:suggestions": "special", "forums:registration": "special", "matching:match_all": "staff national",
    "forums:door": "staff national", "forums:door_news": "staff national", "forums:badge": "special", "forums:badges": "special",
    "forums:board": ANYONE, "forums:board_now": ANYONE, "forums:table_timer": ANYONE,
    "forums:feedback": "signed in", "forums:follow_up": "signed in", "forums:deals": "signed in", "forums:deal": "signed in",
    "forums:commitments": ANYONE, "forums:add_commitment": "staff national", "forums:edit_commitment": "special",
    "forums:report": "signed in", "forums:evidence": "signed in", "forums:trainings": ANYONE, "forums:training": ANYONE,
    "forums:create_training": "staff national", "forums:edit_training": "staff national", "forums:certificates": "signed in",
    "forums:check_certificate": ANYONE, "matching:training_needs": "staff national",
    "insights:indicator": ANYONE, "insights:export": ANYONE, "insights:report": ANYONE, "insights:rows": "special",
    "insights:targets": "special", "insights:my_livelihood": "producer", "insights:livelihood": "signed in",
} | dict.fromkeys(
    [
        "producers:submit", "producers:withdraw", "producers:product_photos", "producers:register",
        "producers:add_listing_photo", "producers:discard", "producers:renew", "producers:grant_renewal",
        "producers:delete_certificate", "producers:confirm_certificate", "producers:print_claim", "producers:match_import",
        "producers:rematch_import", "producers:choose_import_rows", "producers:mend_import_row",
        "producers:answer_visit", "producers:undo_import", "producers:stop_import",
        "producers:request_changes", "producers:suspend", "buyers:step", "forums:step", "forums:register",
        "forums:cancel", "forums:decide", "forums:answer", "forums:withdraw", "matching:match_need",
        "matching:cancel", "matching:ask_pool", "matching:coordinator", "matching:answer_share", "matching:schedule", "matching:publish",
        "matching:again", "matching:change", "matching:move", "matching:lock", "matching:undo", "matching:pair", "matching:drop_rule", "matching:weigh", "forums:attend", "forums:copy",
        "forums:late", "forums:decline", "forums:remove_organiser", "forums:lose_table", "notices:open", "notices:read_all",
        "accounts:renew_token", "forums:say", "forums:check_in", "forums:new_board", "forums:note_missing", "forums:call",
        "forums:sign_up", "forums:give_back", "forums:attendance", "forums:step_training", "matching:invite_to_training",
        "insights:close_year",
    ],
    "post",
)  # fmt: skip
ELSEWHERE = ("account_", "admin:", "api", "schema")


def own_routes():
    """Names of all routes that are our own pages."""
    found = set()

    def walk(patterns, namespace=""):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{pattern.namespace}:" if getattr(pattern, "namespace", None) else ""
                walk(pattern.url_patterns, namespace + inner)
            elif pattern.name:
                found.add(namespace + pattern.name)

    walk(get_resolver().url_patterns)
    rest = ("-list", "-detail", "-root", "-submit", "-open", "-answer")
    return {name for name in found if not name.startswith(ELSEWHERE) and not name.endswith(rest)}


def test_every_route_is_in_the_table():
    assert own_routes() - set(PAGES) == set()
    assert set(PAGES) - own_routes() == set()


ROLE_PAGES = [
    name for name, who in PAGES.items() if who not in (ANYONE, "special", "post", "signed in")
]


def address(name):
    from django.urls import reverse

    if name == "producers:import_template":
        return reverse(name, args=["km"])
    if name == "notices:wording":
        return reverse(name, args=["product_registered"])
    needs_pk = {
        "producers:review",
        "producers:judge",
        "producers:edit_rubric",
        "producers:import",
        "producers:import_progress",
        "producers:import_result",
        "forums:edit",
        "forums:registrations",
        "forums:outcomes",
        "forums:day",
        "forums:review",
        "forums:organisers",
        "forums:on_paper",
        "matching:invite",
        "forums:door",
        "forums:door_news",
        "forums:add_commitment",
        "forums:edit_training",
    }
    return reverse(name, args=[1] if name in needs_pk else [])


@pytest.mark.parametrize("name", ROLE_PAGES)
def test_only_the_listed_roles_enter(client, gazetteer, name):
    assert client.get(address(name)).status_code == 302, "a visitor is asked to sign in"
    for role in Role.values:
        client.force_login(UserFactory(role=role, province_id="17"))
        refused = client.get(address(name)).status_code == 403
        assert refused == (role not in PAGES[name].split()), (name, role)


def test_disabled_account_is_out_at_its_next_request(client):
    person = staff("17")
    client.force_login(person)
    assert client.get("/review/").status_code == 200
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/review/").status_code == 302


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("language", ["km", "en"])
def test_home_and_menu_work_for_every_role(client, gazetteer, role, language):
    product()
    need()
    forum()
    person = UserFactory(role=role, province_id="17")
    if role == Role.PRODUCER:
        producer(user=person)
    elif role == Role.BUYER:
        buyer(user=person)
    client.force_login(person)
    home = client.get(f"/?lang={language}")
    assert home.status_code == 200
    for entry in home.context["menu"]:
        assert client.get(entry.url).status_code == 200, entry.url
