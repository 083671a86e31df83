"""Who is enrolled already: asked before somebody is enrolled by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.scope import in_charge_of
from ovop.text.search import name_key
from places.models import Village
from producers.models import Producer

MOST = 5


def enrolled_alike(user: User, village: Village, given: Mapping[str, Any]) -> list[Producer]:
    """Producers of the same name in `village`, or with the same phone in the user's charge; MOST of them.

    `given` has "name_km", "name_en" and "phone". Names are compared without spaces, punctuation and case.
    """
    names = {name_key(given.get(name) or "") for name in ("name_km", "name_en")} - {""}
    phone = given.get("phone")
    there = Q(organisation__village=village)
    same_phone = Q(in_charge_of(user, "organisation__"), organisation__phone=phone) if phone else Q(pk__in=[])  # fmt: skip
    found = []
    for producer in Producer.objects.filter(there | same_phone).select_related("organisation__village"):  # fmt: skip
        organisation = producer.organisation
        keys = {name_key(organisation.name_km), name_key(organisation.name_en)}
        if keys & names or (phone and organisation.phone == phone):
            found.append(producer)
    return found[:MOST]
