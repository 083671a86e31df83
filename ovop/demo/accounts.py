"""The demo's sign-ins. All share one password; every name is plainly a demo name."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Consent, Role, User
from accounts.models.consents import TERMS_VERSION
from places.models import Commune, Province

DEMO_PASSWORD = "ovop-demo-2026"  # noqa: S105 - printed on purpose by `make run`


@dataclass(frozen=True)
class DemoLogin:
    """One person to sign in as."""

    key: str
    phone: str
    role: str
    name: str
    describe: str
    province: str = ""
    commune: str = ""


DEMO_LOGINS = (
    DemoLogin("producer", "012 000 101", Role.PRODUCER, "សុខា (សាកល្បង)", "producer of Siem Reap"),
    DemoLogin("buyer", "012 000 102", Role.BUYER, "Hotel buyer (demo)", "hotel buyer in Siem Reap"),
    DemoLogin("officer", "012 000 103", Role.OFFICER, "មន្ត្រីឃុំ (សាកល្បង)", "commune officer of Chong Khnies", "17", "171007"),
    DemoLogin("staff", "012 000 104", Role.STAFF, "បុគ្គលិកខេត្ត (សាកល្បង)", "provincial staff of Siem Reap", "17"),
    DemoLogin("national", "012 000 105", Role.NATIONAL, "គណៈកម្មាធិការជាតិ (សាកល្បង)", "National Committee"),
)  # fmt: skip


def create_logins() -> dict[str, User]:
    """Create (or find) the demo people by key; their passwords are hashed once and shared."""
    found = {}
    for login in DEMO_LOGINS:
        user = User.objects.filter(phone=login.phone).first() or User.objects.create_user(
            login.phone,
            DEMO_PASSWORD,
            role=login.role,
            full_name=login.name,
            phone_verified=True,
            province=Province.objects.filter(pk=login.province).first(),
            commune=Commune.objects.filter(pk=login.commune).first(),
            language="en" if login.key == "buyer" else "km",
        )
        Consent.objects.get_or_create(user=user, kind=Consent.Kind.TERMS, version=TERMS_VERSION)
        found[login.key] = user
    return found
