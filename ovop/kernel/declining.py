"""Why somebody says no: the reasons that can be chosen with one tap."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclineReason(models.TextChoices):
    """What stands in the way; the ranking learns from it."""

    PRICE = "price", _("The price does not suit us")
    QUANTITY = "quantity", _("The quantity does not suit us")
    SEASON = "season", _("Not at that time")
    PRODUCT = "product", _("It is not what we look for or make")
    QUALITY = "quality", _("The quality or the packing does not suit us")
    CERTIFICATES = "certificates", _("A certificate is missing")
    DISTANCE = "distance", _("Too far away")
    TAKEN = "taken", _("We have found another already")
    OTHER = "other", _("Another reason")
