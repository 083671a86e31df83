"""What the history says of a request beside who and where: its number, as the logs have it, and the address it came from."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware

from ovop.logs.requests import request_id


class AuditMiddleware(HistoryMiddleware):
    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_context(request) | {"request": request_id(), "from": network_of(request)}


def network_of(request: HttpRequest) -> str:
    """The network a request came from, enough to tell a hall from another town but not one person from the next."""
    return network_around(address_of(request), v4=24, v6=48)


def network_around(address: str, *, v4: int, v6: int) -> str:
    """The network of so many bits that an address of either kind is in; empty for none."""
    if not address:
        return ""
    bits = v6 if ":" in address else v4
    return str(ipaddress.ip_network((address, bits), strict=False))


def address_of(request: HttpRequest) -> str:
    """Where a request came from; empty where nobody trustworthy says so.

    Behind PROXIES proxies it is what the first of them wrote down; anything before that is the sender's own word.
    """
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    hops = [*told, request.META.get("REMOTE_ADDR", "")]
    try:
        return str(ipaddress.ip_address(hops[-1 - settings.PROXIES]))
    except (ValueError, IndexError):
        return ""
