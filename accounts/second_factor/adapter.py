"""How allauth.mfa names us, draws the picture to scan, and keeps secrets."""

from __future__ import annotations

import base64
import hashlib

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

from accounts.models import User


def _locks() -> MultiFernet:
    """Keys from SECRET_KEY; those it replaced still open what they locked."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        hashlib.sha256(b"second factor:" + force_bytes(secret)).digest() for secret in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Whoever reads the database or a backup of it cannot show anybody's second factor."""

    def encrypt(self, text: str) -> str:
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locks().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "OVOP Match"

    def get_totp_label(self, user: User) -> str:
        return str(user.phone)

    def build_totp_svg(self, url: str) -> str:
        """The picture an app scans; it keeps its white ground in the dark."""
        return segno.make(url, error="m").svg_inline(scale=5, border=3, light="#fff")
