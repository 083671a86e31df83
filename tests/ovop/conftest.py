"""What several tests of the project itself stand on."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from ovop.backup.making import backup
from producers.models import ProductPhoto
from tests.access.world import world


@pytest.fixture
def made(tmp_path):
    """A backup of a province with everything in it."""
    here = world("17")
    photo = ProductPhoto(product=here.at["product"])
    for field in (photo.image, photo.medium, photo.thumbnail):
        field.save("p.webp", ContentFile(b"RIFF-a-photo"))
    backup(tmp_path / "2026-01-01-000000")
    return tmp_path / "2026-01-01-000000"
