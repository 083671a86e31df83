"""Signatures as Standard Webhooks 1.0 has them (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md)."""

from __future__ import annotations

import base64
import hashlib
import hmac


def headers(secret: str, event: str, moment: int, body: bytes) -> dict[str, str]:
    """webhook-id, webhook-timestamp (Unix seconds) and webhook-signature of a message."""
    return {
        "webhook-id": event,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secret, event, moment, body),
    }


def signature(secret: str, event: str, moment: int, body: bytes) -> str:
    """HMAC-SHA256 over "id.timestamp.body" with the bytes behind whsec_, in base64, marked v1."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{event}.{moment}.".encode() + body
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()}"
