"""Which fields of a model are files."""

from django.db import models


def file_fields(model: type[models.Model]) -> list[str]:
    """Their names, in the model's order."""
    return [field.name for field in model._meta.get_fields() if isinstance(field, models.FileField)]
