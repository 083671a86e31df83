"""The figures as people meet them: dashboard, one indicator, the rows behind it, exports, report, targets, closing."""

import csv
import io
from datetime import date
from html import unescape

import pytest
from django.utils import timezone, translation

from accounts.models import Role
from insights.counting import recount
from insights.indicators import BY_CODE, INDICATORS
from insights.models import ClosedYear, LivelihoodAnswer, Target
from insights.reading import Year
from insights.reporting import report_data
from insights.rows import ROWS
from places.models import Province
from tests.factories import UserFactory, producer, staff
from tests.insights.world import registered, visit, world

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1


@pytest.fixture
def counted():
    made = world(YEAR)
    visit(made["producers"][0], made["day"], 12, "accepted")
    recount()
    return made


@pytest.fixture
def national():
    return UserFactory(role=Role.NATIONAL)


def get(client, path="", **query):
    return client.get(f"/figures/{path}", {"year": YEAR, "province": "all"} | query)


def test_everybody_sees_the_figures_but_no_group_of_fewer_than_five(english, counted):
    page = get(english).content.decode()
    assert "Registered products" in page and "not shown" in page
    women = get(english, "women/").content.decode()
    assert "33.3" not in women and "50.0" not in women


def test_card_of_a_province_hides_what_the_table_hides_and_the_years_before_too(english, counted):
    for place in ("17", "02"):
        groups = get(english, province=place).context["groups"]
        cards = {card.indicator.code: card for _name, found in groups for card in found}
        assert cards["producers"].value == "not shown" and not cards["producers"].before
        assert cards["export_usd"].value == "not shown" if place == "02" else True
        assert cards["products"].value in ("3", "1")


def test_single_deal_is_not_published(english, counted, national):
    for path in ("export_usd/", "value_usd/", "figures.csv"):
        assert "250" not in get(english, path, province="02").content.decode().replace("2500", "")
    english.force_login(national)
    assert "$250" in get(english, "export_usd/", province="02").content.decode()


def test_committee_and_the_provinces_own_staff_see_small_groups(english, counted, national):
    english.force_login(national)
    assert "33.3" in get(english, "women/").content.decode()
    english.force_login(staff("17"))
    assert "50.0" in get(english, "women/", province="17").content.decode()
    assert get(english, "women/", province="02").content.decode().count("not shown") > 0


@pytest.mark.parametrize("query", ["province=%00", "province=99", "province=ក", "province=17x"])
def test_place_that_does_not_exist_is_not_found(client, query):
    assert client.get(f"/figures/?{query}").status_code == 404
    assert client.get("/figures/?year=%00&map=%00").status_code == 200


def test_staff_begin_with_their_own_province(english, counted):
    english.force_login(staff("17"))
    page = english.get("/figures/", {"year": YEAR})
    assert page.context["province"].code == "17"


def test_every_indicator_has_a_page_with_its_definition(english, counted):
    for indicator in INDICATORS:
        page = get(english, f"{indicator.code}/")
        assert page.status_code == 200
        with translation.override("en"):
            assert str(indicator.formula) in unescape(page.content.decode())
    assert get(english, "nothing/").status_code == 404


@pytest.mark.parametrize("province", ["all", "17", "02"])
def test_rows_behind_a_number_are_as_many_as_the_number(client, counted, national, province):
    client.force_login(national)
    read, place = Year(YEAR), "" if province == "all" else province
    # A share's rows are its part; a sum's rows are what is summed.
    parts = {
        "export_ready": "products_export",
        "women": "producers_women",
        "cooperatives": "producers_coop",
    }
    others = {"local", "value_usd", "value_khr", "export_usd", "visitors", "pledges"}
    for indicator in INDICATORS:
        if indicator.rows in ROWS and indicator.code not in others:
            page = get(client, f"{indicator.code}/rows/", province=province)
            number = read.values(place).get(parts.get(indicator.code, indicator.code), indicator.work_out(read.values(place)))  # fmt: skip
            assert page.context["page_obj"].paginator.count == number, indicator.code


def test_rows_of_money_add_up_to_it(counted):
    read = Year(YEAR)
    for code, rows in (("value_usd", "deals"), ("export_usd", "export_deals")):
        total = sum(row.value_usd for row in ROWS[rows].find(YEAR, ""))
        assert total == read.value(BY_CODE[code])
    near = sum(row.value_usd for row in ROWS["local"].find(YEAR, ""))
    assert 100 * near / read.value(BY_CODE["value_usd"]) == read.value(BY_CODE["local"])


def test_rows_are_for_the_committee_and_the_provinces_staff_only(client, counted):
    assert get(client, "deals/rows/").status_code == 302
    client.force_login(counted["producers"][0].organisation.members.get())
    assert get(client, "deals/rows/").status_code == 403
    client.force_login(staff("17"))
    assert get(client, "deals/rows/").status_code == 403
    assert get(client, "deals/rows/", province="02").status_code == 403
    assert get(client, "deals/rows/", province="17").status_code == 200


def test_baselines_stand_where_nothing_was_counted(english, counted):
    page = get(english, "products/").content.decode()
    assert "published by the Committee" in page and ">600<" in page and ">120<" in page
    siem_reap = get(english, "products/", province="17").content.decode()
    assert ">42<" in siem_reap and ">600<" not in siem_reap


def test_csv_has_every_indicator_and_place_and_hides_small_groups(english, counted, national):
    def rows():
        text = get(english, "figures.csv").content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    public = rows()
    assert len(public) == 1 + len(INDICATORS) * (1 + Province.objects.count())
    women = {row[4]: row[6] for row in public if row[0] == "women"}
    with translation.override("en"):
        assert women["17"] == "not shown"
    english.force_login(national)
    women = {row[4]: row[6] for row in rows() if row[0] == "women"}
    assert float(women["17"]) == 50


def test_workbook_is_read_back_with_its_three_sheets(english, counted, national):
    english.force_login(national)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(get(english, "figures.xlsx").content))
    assert len(book.sheet_names) == 3
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[6] for row in rows if row[0] == "deals" and row[4] == ""] == [3]
    assert get(english, "figures.exe").status_code == 404


@pytest.mark.parametrize("language", ["km", "en"])
def test_report_is_a_pdf_in_both_languages_and_says_whether_the_year_is_closed(
    client, counted, national, language
):
    paper = client.get("/figures/report.pdf", {"year": YEAR, "lang": language})
    assert paper.content.startswith(b"%PDF")
    ClosedYear.objects.create(year=YEAR, closed_by=national)
    with translation.override(language):
        data = report_data(YEAR, None, national)
    assert data["language"] == language
    assert sum(len(group["rows"]) for group in data["groups"]) == len(INDICATORS)
    with translation.override("en"):
        assert "do not change any more" in report_data(YEAR, None, national)["status"]


def test_targets_are_set_by_the_committee_and_by_staff_for_their_own_province(english, national):
    english.force_login(national)
    english.post("/figures/targets/?year=2030&province=all", {"products": "៧០០", "deals": ""})
    assert Target.objects.get().value == 700
    english.post("/figures/targets/?year=2030&province=all", {"products": ""})
    assert not Target.objects.exists()
    assert "greater than or equal to 0" in english.post("/figures/targets/?year=2030&province=all", {"products": "-4"}).content.decode()  # fmt: skip
    english.force_login(staff("17"))
    assert english.post("/figures/targets/?year=2030&province=02", {"products": "5"}).status_code == 403  # fmt: skip
    assert english.post("/figures/targets/?year=2030&province=all", {"products": "5"}).status_code == 403  # fmt: skip
    english.post("/figures/targets/?year=2030&province=17", {"products": "5"})
    assert Target.objects.get().province_id == "17"


def test_target_shows_how_much_of_it_is_reached(english, counted):
    Target.objects.create(indicator="products", year=YEAR, value=8)
    assert "50 %" in get(english).content.decode()


def test_only_a_year_that_is_over_is_closed_and_only_by_the_committee(english, national):
    this = timezone.localdate().year
    english.force_login(staff("17"))
    assert english.post(f"/figures/years/{YEAR}/close/").status_code == 403
    english.force_login(national)
    english.post(f"/figures/years/{this}/close/")
    english.post(f"/figures/years/{YEAR}/close/")
    assert list(ClosedYear.objects.values_list("year", flat=True)) == [YEAR]
    english.post(f"/figures/years/{YEAR}/close/", {"open": "1"})
    assert not ClosedYear.objects.exists()


def test_answers_are_kept_with_consent_only(english):
    maker = producer()
    english.force_login(maker.organisation.members.get())
    given = {
        "income_before": "១០០,០០០",
        "income_now": "150000",
        "jobs_now": "3",
        "migration": "none",
    }
    english.post("/my/livelihood/", {"consent": "yes"} | given)
    assert LivelihoodAnswer.objects.get().income_before == 100_000
    english.post("/my/livelihood/", {"consent": "no"} | given)
    answer = LivelihoodAnswer.objects.get()
    assert (answer.consent, answer.income_before, answer.jobs_now, answer.migration) == (False, None, None, "")  # fmt: skip


@pytest.mark.parametrize("wrong", [{"income_now": "-5"}, {"jobs_now": "99999"}, {}, {"income_now": "x"}])  # fmt: skip
def test_absurd_answers_are_told_and_nothing_is_kept(english, wrong):
    english.force_login(producer().organisation.members.get())
    page = english.post("/my/livelihood/", {"consent": "yes"} | wrong)
    assert page.status_code == 200 and not LivelihoodAnswer.objects.exists()


def test_officers_write_down_the_answers_of_their_commune_only(client):
    maker = producer("17")
    client.force_login(staff("17"))
    client.post(f"/producers/{maker.pk}/livelihood/", {"consent": "yes", "jobs_now": "3"})
    assert LivelihoodAnswer.objects.get().producer == maker
    client.force_login(staff("02"))
    assert client.get(f"/producers/{maker.pk}/livelihood/").status_code == 404


def test_dashboard_costs_the_same_queries_for_many_rows(
    client, counted, django_assert_max_num_queries
):
    for n in range(1, 9):
        registered(counted["producers"][0], date(YEAR, n, 3))
    recount()
    with django_assert_max_num_queries(12):
        get(client)


def test_answers_of_a_producer_are_shown_to_nobody_else(english):
    """Also not to the officer who writes them down: the page promises it."""
    maker = producer("17")
    english.force_login(maker.organisation.members.get())
    english.post("/my/livelihood/", {"consent": "yes", "income_now": "123456"})
    assert "123456" in english.get("/my/livelihood/").content.decode()
    english.force_login(staff("17"))
    page = english.get(f"/producers/{maker.pk}/livelihood/").content.decode()
    assert "123456" not in page
    assert "answered this year already" in page
    english.post(f"/producers/{maker.pk}/livelihood/", {"consent": "yes", "income_now": "200000"})
    assert LivelihoodAnswer.objects.get().income_now == 200_000


def test_targets_are_numbers_in_the_files_also_the_countrys(english, counted, national):
    for province in (None, "17"):
        Target.objects.create(indicator="value_usd", year=YEAR, province_id=province, value=1200, set_by=national)  # fmt: skip
    english.force_login(national)
    rows = list(
        csv.DictReader(io.StringIO(get(english, "figures.csv").content.decode("utf-8-sig")))
    )
    found = {row["Province code"]: row["Target"] for row in rows if row["code"] == "value_usd"}
    assert (found[""], found["17"]) == ("1200.0", "1200.0")
