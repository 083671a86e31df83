"""A listing form as a browser sends it."""

from __future__ import annotations

import uuid

from producers.review_forms import CHECKLIST
from tests.factories import category

EVERY_TICK = {"checked": list(CHECKLIST)}


def filled(**changes: object) -> dict[str, object]:
    """A complete listing of prahok for village 17100701."""
    category()
    return {
        "name_km": "ប្រហុក", "name_en": "", "category": "prahok", "village-found": "village:17100701",
        "unit": "kg", "price_0": "12000", "price_1": "KHR", "monthly_supply-amount": "៥០",
        "monthly_supply-months": ["1", "2", "12"], "minimum_order": "1", "lead_time_days": "7",
    } | changes  # fmt: skip


def send(client, maker, client_id: str = "", follow: bool = False, **changes: object):
    """Post the last step of a listing for `maker`; `save` unless `submit` is among the changes."""
    data = filled(producer=maker.pk, at="6", **changes)
    if not {"submit", "save", "go"} & data.keys():
        data["save"] = "1"
    return client.post(f"/listings/{client_id or uuid.uuid4()}/", data, follow=follow)
