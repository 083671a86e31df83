"""What staff see of deliveries, and the sentences they write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice, Wording
from notices.sending import send_secret, tell
from notices.tasks import deliver_pending
from notices.texts import TEXTS, render_text
from notices.wording import MEANINGS, editable_kinds, grouped_kinds, problems
from tests.factories import UserFactory, staff
from tests.notices.people import somebody, told_by
from tests.standins import Mood

pytestmark = pytest.mark.django_db
PAGE = "/notices/deliveries/?lang=en"


@pytest.fixture
def told(gateway, gazetteer):
    """One message in Siem Reap that failed, one elsewhere that arrived."""
    here, there = somebody(), somebody()
    for person, province, name in ((here, "17", "Sokha"), (there, "02", "Dara")):
        type(person).objects.filter(pk=person.pk).update(province=province, full_name=name)
        person.refresh_from_db()
        tell([person], "timetable_published", forum=["ក", "Spring forum"])
    gateway.moods.append(Mood(422, "no such subscriber"))
    deliver_pending("sms")
    return here, there


def page(client, who, address=PAGE):
    client.force_login(who)
    return client.get(address).content.decode()


def test_staff_see_their_provinces_messages_with_what_became_of_them(client, told):
    seen = page(client, staff("17"))
    assert "Sokha" in seen
    assert "no such subscriber" in seen
    assert "Dara" not in seen
    assert told[0].phone.as_e164 not in seen
    national = page(client, UserFactory(role="national"))
    assert "Sokha" in national
    assert "Dara" in national


def test_list_is_narrowed_by_state_way_name_and_number(client, told):
    national = UserFactory(role="national")
    assert "Dara" not in page(client, national, f"{PAGE}&state=quarantined")
    assert "Sokha" not in page(client, national, f"{PAGE}&state=sent")
    assert "No message fits" in page(client, national, f"{PAGE}&way=email")
    assert "Sokha" not in page(client, national, f"{PAGE}&q=dara")
    assert "Sokha" in page(client, national, f"{PAGE}&q=0{str(told[0].phone)[-4:]}")
    assert "No message fits" in page(client, national, f"{PAGE}&q=%00%F0")


def test_code_is_never_shown(client, gateway):
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="424242")
    seen = page(client, UserFactory(role="national"))
    assert "424242" not in seen
    assert "…678" in seen
    assert "…678" not in page(client, staff("17"))


def test_failed_message_is_sent_again_by_whoever_oversees_it(client, told, gateway):
    notice = Notice.objects.get(state="quarantined")
    client.force_login(staff("02"))
    assert client.post(f"/notices/deliveries/{notice.pk}/again/").status_code == 404
    client.force_login(staff("17"))
    client.post(f"/notices/deliveries/{notice.pk}/again/")
    deliver_pending("sms")
    notice.refresh_from_db()
    assert notice.state == "sent"
    client.post(f"/notices/deliveries/{notice.pk}/again/")
    assert len(gateway.heard) == 3


def test_all_failed_ones_are_sent_again_but_codes_are_not(client, told, gateway):
    send_secret(phone="+85512345678", kind="sign_in_code", language="en", code="1")
    Notice.objects.filter(kind="sign_in_code").update(state="quarantined")
    client.force_login(UserFactory(role="national"))
    client.post("/notices/deliveries/again/")
    assert [notice.kind for notice in Notice.objects.filter(state="quarantined")] == [
        "sign_in_code"
    ]
    assert deliver_pending("sms") == 1


def test_broken_way_is_said_on_top(client, gateway, gazetteer):
    for _ in range(3):
        tell([somebody()], "timetable_published", forum=["ក", "A"])
    gateway.moods.extend(Mood(500) for _ in range(3))
    deliver_pending("sms")
    assert "does not answer" in page(client, staff("17"))


# --- Sentences --------------------------------------------------------------------------------
def write(client, kind="product_submitted", **texts):
    return client.post(f"/notices/wordings/{kind}/?lang=en", {"km": "", "en": "", **texts})


def test_province_writes_its_own_sentence_and_takes_it_back(
    client, gazetteer, django_capture_on_commit_callbacks
):
    client.force_login(staff("17"))
    with django_capture_on_commit_callbacks(execute=True):
        write(client, en="{product}: we look at it this week.")
    values = {"product": ["ប្រហុក", "Prahok {code}"]}
    from django.utils import translation

    with translation.override("en"):
        assert (
            render_text("product_submitted", values, "17")
            == "Prahok {code}: we look at it this week."
        )
        assert "waits for review" in render_text("product_submitted", values, "02")
    with django_capture_on_commit_callbacks(execute=True):
        write(client)
    assert not Wording.objects.exists()
    with translation.override("en"):
        assert "waits for review" in render_text("product_submitted", values, "17")


def test_countrys_sentence_holds_where_the_province_has_none(
    client, gazetteer, django_capture_on_commit_callbacks
):
    from django.utils import translation

    client.force_login(UserFactory(role="national"))
    with django_capture_on_commit_callbacks(execute=True):
        write(client, en="New: {product}")
    client.force_login(staff("17"))
    with django_capture_on_commit_callbacks(execute=True):
        write(client, en="Here: {product}")
    with translation.override("en"):
        assert render_text("product_submitted", {"product": "x"}, "17") == "Here: x"
        assert render_text("product_submitted", {"product": "x"}, "02") == "New: x"


@pytest.mark.parametrize(
    "text", ["{prodct} waits", "{product", "}{", "{ product }", "{}", "{product.name}", "{0}"]
)
def test_wrong_placeholder_is_named_and_nothing_is_kept(client, gazetteer, text):
    client.force_login(staff("17"))
    answer = write(client, en=text)
    assert answer.context["form"].errors["en"]
    assert not Wording.objects.exists()
    assert text in answer.context["form"]["en"].value()


def test_preview_shows_sentence_problems_and_what_it_costs(client, gazetteer):
    client.force_login(staff("17"))
    look = client.post(
        "/notices/wordings/product_changes/look/?lang=en", {"en": "See {product} {x}", "km": ""}
    )
    seen = look.content.decode()
    assert "See Riel fish prahok {x}" in seen
    assert "{x} is not known here" in seen
    assert "<code>{note}</code>" in seen
    assert not Wording.objects.exists()


def test_one_time_codes_keep_their_words(client, gazetteer):
    client.force_login(staff("17"))
    assert client.get("/notices/wordings/sign_in_code/").status_code == 404
    assert client.get("/notices/wordings/nothing/").status_code == 404


def test_every_sentence_can_be_edited_and_previewed():
    listed = [kind for _title, kinds in grouped_kinds() for kind in kinds]
    assert sorted(listed) == sorted(editable_kinds())
    from notices.texts import built_in, placeholders

    for kind in TEXTS:
        assert set(placeholders(kind)) <= set(MEANINGS), kind
        assert problems(kind, built_in(kind)) == []


def test_message_waiting_for_its_person_shows_the_end_of_the_number_only(gateway):
    person = somebody(quiet=True, quiet_from=0, quiet_until=23)
    tell([person], "timetable_published", forum=["ក", "A"])
    assert told_by("sms")[0].to == f"…{str(person.phone)[-3:]}"


def in_siem_reap():
    person = somebody(pace="all")
    type(person).objects.filter(pk=person.pk).update(province="17")
    person.refresh_from_db()
    return person


def test_staff_see_that_a_message_went_but_not_what_the_two_parties_say(client, gateway, gazetteer):
    names = {
        "organisation": ["ក", "Hotel"],
        "subject": ["ខ", "Prahok"],
        "terms": ["៥", "12,345 riel"],
    }
    tell([in_siem_reap()], "enquiry_offer", **names)
    seen = page(client, staff("17"))
    assert "makes an offer" in seen
    assert "12,345" not in seen
    assert "Prahok" not in seen


def test_kind_of_another_version_is_no_error(client, gateway, gazetteer):
    person = in_siem_reap()
    for channel in ("in_app", "sms"):
        Notice.objects.create(recipient=person, kind="gone", channel=channel, province_id="17")
    assert "News for you" in page(client, staff("17"))
    client.force_login(person)
    assert client.get("/notices/?lang=en").status_code == 200


def test_what_was_told_by_phone_or_is_old_is_not_sent_again_with_the_rest(client, telegram):
    person = somebody(chat=9)
    for number in range(3):
        tell([person], "timetable_published", forum=["ក", f"A{number}"])
    Notice.objects.filter(channel="telegram").update(state="quarantined")
    first, second, _third = told_by("telegram")
    key = f"instead-of:{first.pk}"
    Notice.objects.create(recipient=person, kind="trial", channel="sms", dedupe_key=key)
    long_ago = timezone.now() - timedelta(days=4)
    Notice.objects.filter(pk=second.pk).update(created_at=long_ago)
    client.force_login(UserFactory(role="national"))
    client.post("/notices/deliveries/again/")
    assert [row.state for row in told_by("telegram")] == ["quarantined", "quarantined", "pending"]
