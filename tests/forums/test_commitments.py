"""What was pledged at a forum: public, kept up by those who pledged and by the organisers, reminded of in time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forums.models import Commitment, CommitmentReport
from forums.tasks import remind_of_commitments
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import approved, buyer, forum, staff

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 proof"


def later(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def hotel():
    return buyer(name_en="Lotus Inn")


@pytest.fixture
def pledge(hotel):
    at = forum()
    approved(at, hotel)
    return Commitment.objects.create(
        forum=at, organisation=hotel.organisation, what_en="Buy for 5000 dollars", indicator="bought",
        target=5000, due_on=later(60), made_by=at.created_by,
    )  # fmt: skip


def report(client, pledge, **data):
    return client.post(f"/forums/{pledge.forum_id}/commitments/{pledge.pk}/report/", data)


def test_everybody_reads_who_pledged_what_but_not_the_evidence(client, english, pledge):
    pledge.report(pledge.made_by, "under_way", reached=Decimal(2000), note="secret invoice")
    page = english.get(f"/forums/{pledge.forum_id}/commitments/").content.decode()
    assert "Lotus Inn" in page and "Buy for 5000 dollars" in page and "2,000 / 5,000" in page
    assert "secret invoice" not in page


def test_organisers_write_down_a_pledge_of_somebody_who_is_not_on_the_list(english, pledge):
    english.force_login(pledge.made_by)
    url = f"/forums/{pledge.forum_id}/commitments/new/"
    data = {"what_en": "Train 40 people", "indicator": "trained", "due_on": later(90).isoformat()}
    page = english.post(url, data).content.decode()
    assert "Say who pledged it" in page and "Say how much" in page
    english.post(url, data | {"who_en": "An association", "target": "40"})
    assert Commitment.objects.get(who_en="An association").target == 40


def test_pledge_that_was_due_before_today_is_refused(english, pledge):
    english.force_login(pledge.made_by)
    data = {"who_en": "X", "what_en": "Y", "indicator": "other", "due_on": later(-1).isoformat()}
    page = english.post(f"/forums/{pledge.forum_id}/commitments/new/", data).content.decode()
    assert "This day has passed" in page


def test_who_pledged_says_how_far_it_is_but_not_that_it_is_kept(english, pledge, hotel):
    english.force_login(hotel.organisation.members.get())
    report(english, pledge, state="under_way", reached="1500")
    pledge.refresh_from_db()
    assert (pledge.state, pledge.reached, pledge.percent) == ("under_way", 1500, 30)
    report(english, pledge, state="kept", reached="5000")
    pledge.refresh_from_db()
    assert pledge.state == "under_way"


def test_kept_needs_what_was_pledged(english, pledge):
    english.force_login(pledge.made_by)
    page = report(english, pledge, state="kept", reached="100").content.decode()
    assert "less than was pledged" in page
    report(english, pledge, state="kept", reached="5200")
    pledge.refresh_from_db()
    assert (pledge.state, pledge.percent) == ("kept", 100)


def test_ended_pledge_is_not_ended_again_but_can_be_opened(pledge):
    pledge.report(pledge.made_by, "not_kept")
    with pytest.raises(StateConflict):
        pledge.report(pledge.made_by, "kept")
    with pytest.raises(StateConflict):
        pledge.report(pledge.made_by, "under_way")  # not by who pledged it
    pledge.report(pledge.made_by, "under_way", again=True)
    pledge.report(pledge.made_by, "kept")
    assert pledge.events.count() == 4


def test_evidence_is_for_the_organisers_and_who_pledged_only(client, pledge, hotel):
    client.force_login(pledge.made_by)
    paper = SimpleUploadedFile("../../x.pdf", PDF, "application/pdf")
    report(client, pledge, state="under_way", evidence=paper)
    said = CommitmentReport.objects.get()
    assert said.evidence.name.startswith("evidence/") and "x.pdf" not in said.evidence.name
    url = f"/forums/{pledge.forum_id}/evidence/{said.pk}/"
    for who, status in (
        (pledge.made_by, 200), (hotel.organisation.members.get(), 200), (staff("02"), 404),
        (buyer().organisation.members.get(), 404),
    ):  # fmt: skip
        client.force_login(who)
        answer = client.get(url)
        assert answer.status_code == status
    client.logout()
    assert client.get(url).status_code == 302


def test_evidence_that_is_no_paper_is_refused(english, pledge):
    english.force_login(pledge.made_by)
    page = report(
        english, pledge, state="under_way", evidence=SimpleUploadedFile("x.pdf", b"MZ\x90")
    )
    assert page.status_code == 200 and not CommitmentReport.objects.exists()


@pytest.mark.parametrize(("days", "told"), [(31, 0), (30, 1), (7, 1), (0, 1), (-3, 1)])
def test_reminders_come_a_month_and_a_week_before_and_on_the_day(pledge, hotel, days, told):
    Commitment.objects.update(due_on=later(days))
    assert remind_of_commitments() == told
    remind_of_commitments()
    member = hotel.organisation.members.get()
    assert Notice.objects.filter(kind="commitment_due", recipient=member).count() == told
    assert Notice.objects.filter(kind="commitment_due", recipient=pledge.made_by).count() == told


def test_nobody_is_reminded_of_what_is_over(pledge):
    Commitment.objects.update(due_on=later(1))
    pledge.report(pledge.made_by, "withdrawn")
    assert remind_of_commitments() == 0


def test_pledges_of_another_province_are_not_changed(client, pledge):
    client.force_login(staff("02"))
    base = f"/forums/{pledge.forum_id}/commitments/"
    assert client.get(f"{base}new/").status_code == 404
    assert client.get(f"{base}{pledge.pk}/").status_code == 404
    assert client.get(f"{base}{pledge.pk}/report/").status_code == 404
