"""The two sides of a forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides of every meeting."""

    PRODUCER = "producer", _("Producer")
    BUYER = "buyer", _("Buyer")
