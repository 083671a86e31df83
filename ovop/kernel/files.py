"""Which fields of a model are files, and what happens when those cannot be reached."""

from django.db import models


class StorageAway(OSError):
    """Where files lie does not answer; a while later it may."""


def file_fields(model: type[models.Model]) -> list[str]:
    """Their names, in the model's order."""
    return [field.name for field in model._meta.get_fields() if isinstance(field, models.FileField)]
