"""What is kept about people: said for all of it, given to them, and erased without a trace."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models
from django.test import Client
from django.utils import timezone, translation

from accounts.models import Erasure, Membership, Organisation, User
from accounts.privacy import erasing
from accounts.privacy.registry import NOT_PERSONAL, Whose, everything_kept
from accounts.tasks import erase_who_asked
from forums.models import CommitmentReport, FollowUp, Registration, TrainingPlace
from matching.models import Block
from notices.models import Notice
from ovop.kernel import pg_tools
from producers.models import ListingDraft, ProductPhoto, Rating
from tests.access.world import World, world
from tests.conftest import show_second_factor
from tests.factories import UserFactory, producer, product
from tests.storage import every_file

pytestmark = pytest.mark.django_db
OURS = {"accounts", "notices", "producers", "buyers", "forums", "matching", "insights"}
NUMBER = "+85512345678"
# As people write it.
WRITTEN = ("+85512345678", "85512345678", "012 345 678", "(012) 345-678", "០១២ ៣៤៥ ៦៧៨", "0085512345678", "855 12 345 678")  # fmt: skip
ANY_WAY = re.compile(
    r"(855|[0០])[\s.()/-]*[1១][\s.()/-]*[2២]" + "".join(rf"[\s.()/-]*[{d}{k}]" for d, k in zip("345678", "៣៤៥៦៧៨", strict=True))
)  # fmt: skip


def proven(client: Client, user: User) -> Client:
    """Signed in, a moment ago."""
    client.cookies["ovop_language"] = "en"
    client.force_login(user)
    show_second_factor(client, user)
    return client


def says_something_of_people(model: type[models.Model]) -> bool:
    return any(
        field.related_model is User or isinstance(field, models.FileField | models.TextField | models.JSONField)
        or (isinstance(field, models.CharField) and not field.choices)
        for field in model._meta.concrete_fields
    )  # fmt: skip


def test_every_table_says_what_it_keeps_about_people_or_that_it_keeps_nothing():
    said = {kept.model for kept in everything_kept()} | set(NOT_PERSONAL)
    unsaid = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OURS and says_something_of_people(model)
    } - said
    assert not unsaid


def test_every_field_in_a_copy_can_be_read():
    of = Whose(UserFactory(), (1, 2))
    for kept in everything_kept():
        list(kept.rows(of).values(*kept.shows))


def test_everybody_can_read_what_is_kept_and_why(english):
    page = english.get("/privacy/").content.decode()
    assert "So that you can sign in" in page
    assert "Until you erase your account" in page
    assert "/privacy/" in english.get("/").content.decode()
    assert "/privacy/" in english.get("/accounts/signup/").content.decode()


def test_copy_holds_what_is_theirs_and_nothing_of_their_neighbours(client):
    mine, other = producer(name_en="Mine"), producer(name_en="Neighbour")
    person = mine.organisation.members.get()
    thing = product(mine, description_en="smoked over coconut husk")
    product(other, description_en="a secret of the neighbour")
    photo = ProductPhoto(product=thing)
    photo.image.save("a.webp", ContentFile(b"RIFFpicture"))
    photo.save()
    answer = proven(client, person).post("/my/data/copy/")
    assert "attachment" in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    data = json.loads(archive.read("data.json"))
    text = archive.read("data.json").decode() + archive.read("index.html").decode()
    assert str(person.phone) in text
    assert "smoked over coconut husk" in text
    assert "secret" not in text and "Neighbour" not in text
    assert any(archive.read(name) == b"RIFFpicture" for name in archive.namelist() if name.startswith("files/"))  # fmt: skip
    assert {"accounts.User", "producers.Product"} <= {part["model"] for part in data}


def test_copy_says_so_when_a_file_is_missing(client):
    mine = producer()
    ProductPhoto.objects.create(product=product(mine), image="photos/lost.webp")
    answer = proven(client, mine.organisation.members.get()).post("/my/data/copy/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "files/photos/lost.webp.missing.txt" in archive.namelist()


@pytest.mark.parametrize("path", ["/my/data/copy/", "/my/data/erase/"])
def test_who_signed_in_long_ago_is_asked_for_the_password_again(client, path):
    client.force_login(UserFactory())
    answer = client.post(path, {"sure": "on"})
    assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"]
    assert not Erasure.objects.exists()


def ask(client, user, **chosen):
    return proven(client, user).post("/my/data/erase/", {"sure": "on"} | chosen, follow=True)


def a_week_passes():
    Erasure.objects.update(due_at=timezone.now() - timedelta(minutes=1))


def test_nothing_is_erased_before_a_week_and_it_can_be_taken_back(client):
    person = UserFactory()
    page = ask(client, person).content.decode()
    assert "you will be erased" in page and "I stay" in page
    assert Notice.objects.filter(recipient=person, kind="erasure_asked", channel="in_app").exists()
    assert erase_who_asked() == 0
    client.post("/my/data/stay/")
    a_week_passes()
    assert erase_who_asked() == 0
    person.refresh_from_db()
    assert person.is_active and person.phone


def test_erasing_needs_a_tick(client):
    page = proven(client, UserFactory()).post("/my/data/erase/", {}).content.decode()
    assert "Nothing was changed" in page
    assert not Erasure.objects.exists()


def test_who_signs_in_meanwhile_is_reminded(client):
    person = UserFactory()
    person.set_password("village-paddy-77")
    person.save()
    erasing.ask(person, [])
    client.cookies["ovop_language"] = "en"
    form = {"login": str(person.phone), "password": "village-paddy-77"}
    page = client.post("/accounts/login/", form, follow=True).content.decode()
    assert "your account will be erased" in page


def test_erased_person_cannot_sign_in_and_the_number_is_free_again(client):
    person = UserFactory(phone=NUMBER)
    ask(client, person)
    a_week_passes()
    assert erase_who_asked() == 1
    assert client.get("/my/settings/").status_code == 302
    person.refresh_from_db()
    with translation.override("en"):
        assert (person.phone, person.full_name, str(person)) == (None, "", "somebody who left")
    assert not person.is_active
    assert UserFactory(phone=NUMBER).pk != person.pk


def test_page_of_a_household_goes_and_one_with_other_members_stays(client):
    alone, shared = producer(name_en="Alone"), producer(name_en="Shared")
    person = alone.organisation.members.get()
    Membership.objects.create(user=person, organisation=shared.organisation)
    gone, kept = product(alone), product(shared)
    erasing.ask(person, [alone.organisation_id, shared.organisation_id])
    a_week_passes()
    erase_who_asked()
    for each in (gone, kept, alone.organisation, shared.organisation):
        each.refresh_from_db()
    assert (gone.state, kept.state) == ("suspended", "registered")
    assert (alone.organisation.name_en, shared.organisation.name_en) == ("(left)", "Shared")
    assert client.get(gone.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_photos_of_a_page_that_is_taken_down_go_unless_another_shows_the_same_file(client):
    alone, other = producer(), producer()
    names = []
    for owners in ([alone], [alone, other]):
        name = default_storage.save("photos/p.webp", ContentFile(b"RIFF"))
        names.append(name)
        for maker in owners:
            ProductPhoto.objects.create(product=product(maker), image=name)
    erasing.ask(alone.organisation.members.get(), [alone.organisation_id])
    a_week_passes()
    erase_who_asked()
    assert [default_storage.exists(name) for name in names] == [False, True]


def copied(client, user) -> str:
    """Everything in the copy, as text."""
    answer = proven(client, user).post("/my/data/copy/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    return archive.read("data.json").decode()


def test_copy_holds_nothing_that_the_other_side_or_the_office_wrote_for_itself(client):
    made = world("17")
    at = made.at["meeting"].request
    for side, by in (("producer", made.producer_user), ("buyer", made.buyer_user)):
        FollowUp.objects.update_or_create(
            request=at,
            side=side,
            stage="3m",
            defaults={
                "note": f"{side} followed up",
                "answered_by": by,
                "due_on": timezone.localdate(),
            },
        )
        Block.objects.create(
            producer=made.maker, buyer=made.hotel, side=side, made_by=by, reason=f"{side} blocks"
        )
    Block.objects.create(
        producer=made.maker, buyer=made.hotel, side="", made_by=made.staff, reason="staff blocks"
    )
    Rating.objects.update(note="judge to judge")
    mine, theirs = copied(client, made.producer_user), copied(Client(), made.staff)
    assert "producer followed up" in mine and "producer blocks" in mine
    for hidden in (
        "buyer followed up",
        "buyer blocks",
        "staff blocks",
        "judge to judge",
        made.words["outcome note buyer"],
    ):
        assert hidden not in mine
    for hidden in (
        "followed up",
        "buyer blocks",
        made.words["registration note"],
        made.words["listing begun"],
    ):
        assert hidden not in theirs


def test_somebody_of_an_office_who_leaves_destroys_nothing_of_those_they_wrote_for(client):
    made = world("17")
    Registration.objects.update(registered_by=made.staff, accessible=True, note="ramp, please")
    ListingDraft.objects.update(started_by=made.staff)
    TrainingPlace.objects.update(signed_up_by=made.staff, name="Chenda")
    CommitmentReport.objects.update(made_by=made.staff, note="half is done")
    drafts = ListingDraft.objects.count()
    erasing.ask(made.staff, [])
    a_week_passes()
    assert erase_who_asked() == 1
    assert set(Registration.objects.values_list("accessible", "note")) == {(True, "ramp, please")}
    assert ListingDraft.objects.count() == drafts > 0
    assert set(TrainingPlace.objects.values_list("name", flat=True)) == {"Chenda"}
    report = CommitmentReport.objects.get()
    assert report.note == "half is done" and report.evidence.read()


def test_number_of_somebody_else_that_stands_on_a_page_is_not_erased(client):
    """Nobody has verified what is written there: it may be a neighbour's, an officer's, or spite."""
    victim, alone = UserFactory(phone=NUMBER), producer()
    Organisation.objects.filter(pk=alone.organisation_id).update(phone=NUMBER)
    Notice.objects.create(recipient=victim, kind="trial", phone=NUMBER)
    erasing.ask(alone.organisation.members.get(), [alone.organisation_id])
    a_week_passes()
    assert erase_who_asked() == 1
    victim.refresh_from_db()
    assert str(victim.phone) == NUMBER
    assert str(Notice.objects.get(recipient=victim, kind="trial").phone) == NUMBER
    assert not Organisation.objects.get(pk=alone.organisation_id).phone


def test_household_that_left_is_named_in_nothing_others_were_told(client):
    alone = producer(name_en='Sok "Dara" 100%')
    other = UserFactory()
    for name in ('Sok "Dara" 100%', "Somebody else"):
        Notice.objects.create(
            recipient=other, kind="request_accepted", context={"organisation": ["", name]}
        )
    erasing.ask(alone.organisation.members.get(), [alone.organisation_id])
    a_week_passes()
    assert erase_who_asked() == 1
    told = [
        notice.context["organisation"][1]
        for notice in Notice.objects.filter(recipient=other).order_by("pk")
    ]
    assert told == ["…", "Somebody else"]


def test_who_changes_their_mind_too_late_is_not_told_that_they_stay():
    person = UserFactory()
    erasing.ask(person, [])
    a_week_passes()
    erase_who_asked()
    assert erasing.take_back(person) is None
    assert Erasure.objects.filter(user=person).exclude(done_at=None).exists()


def test_page_that_is_not_taken_down_goes_on_without_the_person(client):
    alone = producer(name_en="Cooperative")
    person, thing = alone.organisation.members.get(), product(alone)
    ask(client, person)
    a_week_passes()
    erase_who_asked()
    thing.refresh_from_db()
    assert thing.state == "registered"
    assert not Organisation.objects.get(pk=alone.organisation_id).members.exists()


def test_somebody_who_joined_meanwhile_keeps_the_page(client):
    alone = producer()
    thing = product(alone)
    ask(client, alone.organisation.members.get(), organisations=[alone.organisation_id])
    Membership.objects.create(user=UserFactory(), organisation=alone.organisation)
    a_week_passes()
    erase_who_asked()
    thing.refresh_from_db()
    assert thing.state == "registered"


def test_one_that_cannot_be_erased_does_not_hold_up_the_others(client, monkeypatch):
    first, second = UserFactory(), UserFactory()
    for person in (first, second):
        erasing.ask(person, [])
    a_week_passes()
    real = erasing._numbers

    def breaks(whose):
        if whose.user == first:
            raise RuntimeError
        return real(whose)

    monkeypatch.setattr(erasing, "_numbers", breaks)
    assert erase_who_asked() == 1
    assert [erase_who_asked() for _night in range(4)] == [0, 0, 0, 0]
    assert Erasure.objects.get(user=first).attempts == 3
    assert User.objects.get(pk=first.pk).phone


def dump() -> str:
    """The whole database of this test as text."""
    settings = connection.settings_dict
    return pg_tools.run("pg_dump", "--data-only", "--inserts", database=settings["NAME"])


def media() -> bytes:
    """Every file there is, name and content."""
    return b"".join(name.encode() + content for name, content in every_file().items())


@pytest.mark.django_db(transaction=True)
def test_number_is_nowhere_after_it_was_erased(client, monkeypatch, figures):
    """Everybody wrote it everywhere: in every private text of a province, in searches, addresses and papers."""
    ways = iter(WRITTEN * 100)
    # Papers of others are theirs: what is inside them nobody searches.
    monkeypatch.setattr(
        World, "word", lambda self, what: what if what == "evidence file" else f"{what[:4]} {next(ways)}"
    )  # fmt: skip
    made = world("17")
    person = made.producer_user
    User.objects.filter(pk=person.pk).update(phone=NUMBER)
    person.refresh_from_db()
    Organisation.objects.filter(pk=made.maker.organisation_id).update(phone=NUMBER)
    browser = proven(Client(), person)
    for path in (f"/products/?q={NUMBER[1:]}", "/accounts/login/code/", "/my/data/"):
        browser.get(path)
    Client().post("/accounts/login/", {"login": NUMBER, "password": "wrong"})
    Client().post("/accounts/login/code/", {"phone": NUMBER})
    cache.set("seen", f"somebody at {NUMBER}")
    before = len(ANY_WAY.findall(dump()))
    assert before > 40 and ANY_WAY.search(media().decode("latin1"))

    ask(browser, person, organisations=[made.maker.organisation_id])
    a_week_passes()
    assert erase_who_asked() == 1

    after = dump()
    left = [line for line in after.splitlines() if ANY_WAY.search(line)]
    figures(
        f"the number stood {before} times in the dump, now {len(left)}; in media, cache and search 0"
    )
    assert not left
    assert not ANY_WAY.search(media().decode("latin1"))
    assert cache.get("seen") is None
    assert not Client().get(f"/api/v1/products/?q={NUMBER[1:]}").json()["results"]
