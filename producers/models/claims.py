"""A code on paper with which a producer enrolled by an officer takes their page over."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from ovop.text import latin_digits
from producers.models.producers import Producer

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read aloud and copied by hand.
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 10
VALID_FOR = timedelta(days=180)


def valid_for_half_a_year() -> datetime:
    """When a code made now lapses."""
    return timezone.now() + VALID_FOR


def tidy(code: str) -> str:
    """A code as typed, without spaces, dashes and case."""
    return "".join(c for c in latin_digits(code).upper() if c in ALPHABET)


def digest_of(code: str) -> str:
    """What is stored of a code: it cannot be read back, and not guessed without our secret."""
    return hmac.new(settings.SECRET_KEY.encode(), tidy(code).encode(), sha256).hexdigest()


class Claim(models.Model):
    """The one code of a producer. Making a new one voids the one printed before."""

    producer = models.OneToOneField(Producer, models.CASCADE, related_name="claim")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=valid_for_half_a_year)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("claim code")
        verbose_name_plural = _("claim codes")

    def __str__(self) -> str:
        return str(self.producer)

    @classmethod
    def issue(cls, producer: Producer, officer: User) -> str:
        """A fresh code for `producer`; it is readable only now. The old one stops working."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        cls.objects.update_or_create(
            producer=producer,
            defaults={
                "digest": digest_of(code), "made_by": officer, "made_at": timezone.now(),
                "expires_at": valid_for_half_a_year(), "claimed_by": None, "claimed_at": None,
            },
        )  # fmt: skip
        return f"{code[:5]}-{code[5:]}"

    @classmethod
    def find(cls, code: str) -> Claim | None:
        """The open claim of a code as typed; None for a wrong, used or lapsed one."""
        if len(tidy(code)) != LENGTH:
            return None
        return (
            cls.objects.select_related("producer__organisation__village")
            .filter(digest=digest_of(code), claimed_at=None, expires_at__gt=timezone.now())
            .first()
        )

    @transaction.atomic
    def take(self, user: User) -> bool:
        """`user` becomes the producer's owner; False when somebody was faster."""
        open_ = type(self).objects.filter(pk=self.pk, claimed_at=None, digest=self.digest)
        if self.producer.organisation.memberships.exists():
            return False
        if not open_.update(claimed_by=user, claimed_at=timezone.now()):
            return False
        Membership.objects.get_or_create(user=user, organisation=self.producer.organisation)
        return True
