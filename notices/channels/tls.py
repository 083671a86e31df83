"""The certificates we trust, read once: building this for every message costs more than the message."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """What httpx would build each time."""
    return httpx.create_ssl_context()
