"""An officer of one commune, and a sheet they have sent."""

from __future__ import annotations

import pytest

from accounts.models import Role
from places.models import Commune
from producers.models import ImportBatch
from tests.factories import UserFactory, category
from tests.producers.imports import work
from tests.producers.sheets import upload, xlsx


@pytest.fixture
def officer(gazetteer):
    category()
    commune = Commune.objects.get(pk="171007")
    return UserFactory(role=Role.OFFICER, province_id="17", district_id="1710", commune=commune)


@pytest.fixture
def sent(english, officer):
    """Send a sheet as the officer, take the guessed columns, and let the worker check it."""
    english.force_login(officer)

    def send(*rows):
        answer = english.post("/imports/", {"sheet": upload(xlsx(list(rows)))})
        batch = ImportBatch.objects.get(pk=answer.url.split("/")[-2])
        english.post(f"/imports/{batch.pk}/columns/", batch.mapping)
        work(batch)
        return batch

    return send
