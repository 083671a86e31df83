"""The page of a need and the desk are kept for whoever comes back, and new at once."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from forums.models import Forum, Meeting, TimetableVersion
from matching.models import Judgement, Match
from ovop.kernel import parts
from ovop.kernel.watching import shown_by
from producers.models import Product
from tests.access.world import world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
TOKEN = re.compile(r'csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def here(settings):
    """A province with everything in it, where parts are kept."""
    settings.KEEPS_PARTS = True
    parts.clear()
    yield world("17")
    parts.clear()


def as_(user, **more):
    client = Client(**more)
    client.cookies["ovop_language"] = "en"
    client.force_login(user)
    return client


def main_of(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return MAIN.search(answer.content.decode())[0]


def need_of(here) -> str:
    return f"/needs/{here.at['need'].pk}/"


def desk_of(here) -> str:
    return f"/forums/{here.at['forum'].pk}/timetable/"


def drafted(here) -> TimetableVersion:
    """A draft like what is published, which organisers see first."""
    published = here.at["forum"].timetables.get(state="published")
    return TimetableVersion.draft_like(published, here.staff)


def tables_asked(client, path) -> set[str]:
    with CaptureQueriesContext(connection) as queries:
        main_of(client, path)
    return {
        table for query in queries for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"])
    }


@pytest.mark.parametrize(
    ("subject", "path", "draft"),
    [("needs", need_of, False), ("timetables", desk_of, False), ("timetables", desk_of, True)],
)
def test_everything_they_read_is_watched(here, subject, path, draft):
    """What the second reading does not ask was kept: each table of it must be on the list."""
    if draft:
        drafted(here)
    for user in (here.staff, here.buyer_user, here.producer_user):
        client = as_(user)
        parts.clear()
        cache.clear()
        main_of(client, "/notices/")  # menus are kept too, and are on every page
        first, second = tables_asked(client, path(here)), tables_asked(client, path(here))
        assert first - second - shown_by(subject) == set(), user
    assert first - second, "nothing was kept"


def test_each_reader_of_a_need_sees_their_own_page(here):
    readers = {who: as_(user) for who, user in (("buyer", here.buyer_user), ("maker", here.producer_user), ("staff", here.staff))}  # fmt: skip
    fresh = {}
    for who, client in readers.items():
        parts.clear()
        fresh[who] = TOKEN.sub("", main_of(client, need_of(here)))
    assert len(set(fresh.values())) == len(fresh)
    parts.clear()
    for who in [*readers, *reversed(readers)]:
        assert TOKEN.sub("", main_of(readers[who], need_of(here))) == fresh[who]


def test_organisers_and_others_do_not_see_each_others_timetable(here):
    organiser, reader = as_(here.staff), as_(here.producer_user)
    for _time in range(2):
        assert "Work out a new draft" in main_of(organiser, desk_of(here))
        assert "Work out a new draft" not in main_of(reader, desk_of(here))


def test_forms_of_a_kept_page_carry_the_token_of_whoever_reads_it(here):
    """A token of somebody else's session would be refused: the form would be lost."""
    first = as_(here.staff, enforce_csrf_checks=True)
    colleague = UserFactory(role="staff", province_id="17")
    second = as_(colleague, enforce_csrf_checks=True)
    main_of(first, desk_of(here))
    page = main_of(second, desk_of(here))
    assert len(set(TOKEN.findall(page))) == 1
    sent = {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
    assert second.post(f"{desk_of(here)}make/", sent).status_code == 302
    assert "\0" not in page


def test_change_shows_at_once(here):
    buyer, organiser = as_(here.buyer_user), as_(here.staff)
    match = Match.objects.filter(need=here.at["need"]).first()
    before = main_of(buyer, need_of(here))
    assert TOKEN.sub("", main_of(buyer, need_of(here))) == TOKEN.sub("", before)
    buyer.post(f"{need_of(here)}judge/", {"product": match.product_id, "good": "1"})
    assert Judgement.objects.filter(user=here.buyer_user, good=True).exists()
    assert 'name="good" value="1" aria-pressed="true"' in main_of(buyer, need_of(here))
    Product.objects.filter(pk=match.product_id).update(name_en="Renamed")
    assert "Renamed" in main_of(buyer, need_of(here))

    main_of(organiser, desk_of(here))
    Forum.objects.filter(pk=here.at["forum"].pk).update(venue_en="Another hall")
    assert "Another hall" in main_of(organiser, desk_of(here))
    placed = main_of(organiser, desk_of(here)).count("grid__meeting")
    Meeting.objects.filter(timetable__forum=here.at["forum"]).delete()
    assert main_of(organiser, desk_of(here)).count("grid__meeting") < placed


def test_meeting_somebody_chose_is_chosen_for_them_alone(here):
    organiser, colleague = as_(here.staff), as_(UserFactory(role="staff", province_id="17"))
    draft = drafted(here)
    row = draft.meetings.first().request
    assert 'id="chosen"' in main_of(organiser, f"{desk_of(here)}?meeting={row.pk}")
    assert 'id="chosen"' not in main_of(colleague, desk_of(here))


def test_form_that_is_done_once_cannot_stand_in_a_kept_part():
    """All who are shown the part would send the same mark: the second one's form would be taken for the first's."""
    request = RequestFactory().get("/")
    template = Template('{% kept "needs" "x" key %}{% once %}{% endkept %}')
    with pytest.raises(TemplateSyntaxError):
        template.render(Context({"request": request, "key": (1,)}))
    assert template.render(Context({"request": request, "key": None}))
