"""What an app for six digits shows (RFC 6238)."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def digits(secret: str) -> str:
    """The digits for the secret now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
