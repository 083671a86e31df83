"""An import is taken back within a day, but for what was used since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, Organisation
from producers.models import (
    Claim,
    ImportBatch,
    Producer,
    Product,
    Visit,
)
from producers.submitting import submit_product
from tests.factories import UserFactory
from tests.producers.imports import apply, statuses, work
from tests.producers.sheets import line

pytestmark = pytest.mark.django_db


def test_undo_removes_what_the_import_made_and_keeps_what_was_used_since(english, sent):
    batch = sent(
        line(), line(phone="012 700 002", name_km="ពីរ"), line(phone="012 700 003", name_km="បី")
    )
    apply(english, batch)
    untouched, signed_in, changed = (row.producer for row in batch.rows.all())
    Membership.objects.create(user=UserFactory(), organisation=signed_in.organisation)
    Product.objects.filter(producer=changed).update(version=2)
    english.post(f"/imports/{batch.pk}/undo/")
    work(batch)
    assert batch.stage == "undone"
    assert statuses(batch) == ["undone", "kept", "kept"]
    assert set(Producer.objects.all()) == {signed_in, changed}
    assert Product.objects.get().producer == changed
    assert not Organisation.objects.filter(pk=untouched.organisation_id).exists()


def test_undo_takes_a_producer_whose_products_came_in_different_chunks(english, sent, monkeypatch):
    for place in ("batches", "applying"):
        monkeypatch.setattr(f"producers.importing.{place}.CHUNK", 1)
    batch = sent(line(), line(product_km="ផ្អក"))
    apply(english, batch)
    english.post(f"/imports/{batch.pk}/undo/")
    work(batch)
    assert not Producer.objects.exists()
    assert statuses(batch) == ["undone", "undone"]


@pytest.mark.parametrize("use", ["visit", "paper", "handed in"])
def test_undo_keeps_what_got_a_visit_a_code_or_was_handed_in(english, officer, sent, use):
    batch = sent(line())
    apply(english, batch)
    made = Producer.objects.get()
    if use == "visit":
        Visit.objects.create(producer=made, kind="meal", name_en="Lunch", days=[1])
    elif use == "paper":
        Claim.issue(made, officer)
    else:
        submit_product(made.products.get(), officer)
        made.products.get().withdraw()
    english.post(f"/imports/{batch.pk}/undo/")
    work(batch)
    assert Producer.objects.filter(pk=made.pk).exists()
    assert statuses(batch) == ["kept"]


def test_undo_is_for_one_day(english, sent):
    batch = sent(line())
    apply(english, batch)
    ImportBatch.objects.update(imported_at=timezone.now() - timedelta(hours=25))
    page = english.post(f"/imports/{batch.pk}/undo/", follow=True).content.decode()
    assert "can be undone for one day" in page
    assert Producer.objects.count() == 1
