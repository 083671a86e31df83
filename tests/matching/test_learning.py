"""Marks, tuning and the history of the weights; runs compared; a forum's suggestions."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role
from forums.models.sides import Side
from matching.learning import tuning
from matching.learning.evidence import gather
from matching.models import Enquiry, Judgement, Match, MatchList, MatchRun, RankingWeights
from matching.ranking import FACTORS
from matching.tasks import run_matching
from matching.trading.dealing import enquire
from tests.factories import (
    UserFactory,
    approved,
    buyer,
    forum,
    need,
    producer,
    product,
    staff,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def member(party):
    return party.organisation.members.get()


def run(**about):
    made = MatchRun.start(started_by=None, **about)
    run_matching(made.pk)
    made.refresh_from_db()
    return made


@pytest.fixture
def matched(english):
    """A need with one match, its buyer signed in."""
    item, wanted = product(), need()
    run(need=wanted)
    english.force_login(member(wanted.buyer))
    return wanted, item


def mark(english, wanted, item, name):
    return english.post(f"/needs/{wanted.pk}/judge/", {"product": item.pk, name: "1"})


def test_mark_is_kept_changed_and_taken_back(english, matched):
    mark(english, *matched, "good")
    assert Judgement.objects.get().good
    assert 'aria-pressed="true"' in english.get(matched[0].get_absolute_url()).content.decode()
    mark(english, *matched, "bad")
    assert not Judgement.objects.get().good
    mark(english, *matched, "bad")
    assert not Judgement.objects.exists()


def test_mark_of_neither_kind_is_not_kept(english, matched):
    mark(english, *matched, "x")
    assert not Judgement.objects.exists()


def test_others_cannot_mark(english, matched):
    english.force_login(member(buyer()))
    assert mark(english, *matched, "good").status_code == 404
    english.force_login(member(matched[1].producer))
    assert mark(english, *matched, "good").status_code == 404


def test_evidence_joins_marks_and_what_came_of_it(english, matched):
    wanted, item = matched
    Judgement.objects.create(need=wanted, product=item, user=UserFactory(), good=False)
    thread = enquire(
        member(wanted.buyer), Side.BUYER, item.producer, wanted.buyer, product=item, need=wanted
    )
    Enquiry.objects.filter(pk=thread.pk).update(state="deal")
    found = gather()
    assert found.need.tolist() == [wanted.pk]
    assert found.gain.tolist() == [0.5]  # a bad mark and a deal
    assert found.trust.tolist() == [2.0]
    assert found.buyer.shape == (1, len(FACTORS))


def test_pair_beyond_a_hard_limit_is_no_evidence(matched):
    wanted, item = matched
    Judgement.objects.create(need=wanted, product=item, user=UserFactory(), good=True)
    type(item).objects.filter(pk=item.pk).update(state="suspended")
    assert len(gather().need) == 0


def test_too_few_judgements_change_nothing_and_say_how_many_are_needed(matched):
    Judgement.objects.create(need=matched[0], product=matched[1], user=UserFactory(), good=True)
    with pytest.raises(CommandError, match="20 are needed"):
        call_command("tune_ranking", "--apply")
    assert not RankingWeights.objects.exists()


@pytest.fixture
def judged_by_distance(gazetteer):
    """Needs of Siem Reap whose buyers like what is near, and nothing else."""
    near, far = producer("17"), producer("02")
    person = UserFactory()
    for number in range(tuning.LEAST_NEEDS):
        wanted = need(buyer("17"), name_en=f"prahok {number}")
        for maker, good in ((near, True), (far, False)):
            item = product(maker, monthly_supply=[900 if maker is far else 40] * 12)
            Judgement.objects.create(need=wanted, product=item, user=person, good=good)


def test_tuning_reports_first_and_changes_only_when_told(judged_by_distance):
    out = StringIO()
    call_command("tune_ranking", stdout=out)
    assert "40 judged products of 20 needs" in out.getvalue()
    assert "Nothing was changed" in out.getvalue()
    assert not RankingWeights.objects.exists()
    call_command("tune_ranking", "--apply", stdout=out)
    made = RankingWeights.objects.get()
    assert made.report["ndcg_after"] > made.report["ndcg_before"]
    fresh = run(need=None)
    assert fresh.weights is None  # started without them
    assert MatchRun.start(started_by=None, need=None, weights=made).weights == made


def test_weights_that_are_no_better_are_refused(judged_by_distance, monkeypatch):
    monkeypatch.setattr(tuning, "fit", lambda evidence, start: start)
    monkeypatch.setattr("matching.ranking.fitting.fit", lambda evidence, start: start)
    with pytest.raises(CommandError, match="not clearly better"):
        call_command("tune_ranking", "--apply", stdout=StringIO())


def test_committee_sees_what_would_change_uses_it_and_goes_back(english, judged_by_distance):
    english.force_login(UserFactory(role=Role.NATIONAL))
    assert "→" in english.post("/matching/weights/", {"try": "1"}).content.decode()
    english.post("/matching/weights/", {"apply": "1", "note": "nearness"})
    assert RankingWeights.newest().note == "nearness"
    english.post("/matching/weights/", {"back": "0"})
    assert RankingWeights.newest().note == "Back to: the first ones"
    assert RankingWeights.objects.count() == 2
    assert english.post("/matching/weights/", {"back": "999"}).status_code == 404


def test_staff_see_the_weights_but_do_not_change_them(english, gazetteer):
    english.force_login(staff())
    told = english.post("/matching/weights/", {"apply": "1"}, follow=True).content.decode()
    assert "The National Committee decides" in told
    assert not RankingWeights.objects.exists()


# --- runs --------------------------------------------------------------------------------------


def test_staff_choose_how_much_nearby_counts_and_compare_the_runs(english, gazetteer):
    english.force_login(staff())
    far, near = producer("02"), producer("17")
    product(far, monthly_supply=[200] * 12)
    product(near, monthly_supply=[120] * 12)
    need()
    for local in ("none", "much"):
        english.post("/matching/", {"local": local})
        run_matching(MatchRun.objects.latest("pk").pk)
    assert [r.local_bonus for r in MatchRun.objects.order_by("pk")] == [0.0, 0.25]
    page = english.get("/matching/compare/").content.decode()
    assert "Where they differ most" in page
    assert english.get("/matching/compare/?before=x&after=99999999999999999999").status_code == 200


def test_senseless_choice_starts_no_run(english, gazetteer):
    english.force_login(staff())
    english.post("/matching/", {"local": "very"})
    assert not MatchRun.objects.exists()


def test_forum_run_looks_among_those_who_come_and_leaves_matches_alone(english, gazetteer):
    organiser = staff()
    at = forum(organiser)
    coming, staying, hotel = producer(), producer(), buyer()
    here, elsewhere = product(coming), product(staying)
    wanted = need(hotel)
    need(buyer())  # of somebody who does not come
    approved(at, coming, hotel)
    run(need=wanted)
    english.force_login(organiser)
    english.post(f"/forums/{at.pk}/matches/", {"local": "some"})
    run_matching(MatchRun.objects.latest("pk").pk)
    assert [row.products for row in MatchList.objects.all()] == [[here.pk]]
    assert set(Match.objects.values_list("product", flat=True)) == {here.pk, elsewhere.pk}
    page = english.get(f"/forums/{at.pk}/matches/").content.decode()
    assert here.producer.organisation.name in page
    assert "Suggested because" in page


def test_forum_nobody_fits_says_so(english, gazetteer):
    organiser = staff()
    at = forum(organiser)
    english.force_login(organiser)
    english.post(f"/forums/{at.pk}/matches/", {"local": "some"})
    run_matching(MatchRun.objects.latest("pk").pk)
    assert "No pair fits yet" in english.get(f"/forums/{at.pk}/matches/").content.decode()


def test_forum_suggestions_are_for_its_organisers(english, gazetteer):
    at = forum()
    english.force_login(staff("02"))
    assert english.get(f"/forums/{at.pk}/matches/").status_code == 404
    english.force_login(UserFactory())
    assert english.get(f"/forums/{at.pk}/matches/").status_code == 403


def test_comparison_shows_no_need_that_the_reader_may_not_see(english, gazetteer):
    hidden = need(buyer("02"), name_en="hidden need", name_km="", visibility="invited")
    for count in (1, 2):
        product(monthly_supply=[100 * count] * 12)
        run(need=None)
    for person, sees in ((staff("17"), False), (staff("02"), True)):
        english.force_login(person)
        page = english.get("/matching/compare/").content.decode()
        assert (hidden.name_en in page) == sees
