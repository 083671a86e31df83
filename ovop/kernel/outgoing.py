"""Calling an address that somebody else typed: only out into the internet, never into our own network (SSRF).

The name is looked up once, every address it has must be a public one, and the call goes to the address that was
checked, so that a name which changes in between (DNS rebinding) gains nothing. No redirect is followed, no proxy of
the environment is used, and of the answer only its status and a little of its text are read.
Source of the rules: OWASP "Server-Side Request Forgery Prevention Cheat Sheet".
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 5.0  # of silence
DEADLINE = 10.0  # seconds of a whole call: who sends a letter now and then is not waited for
READ = 2000  # bytes of an answer
LONGEST = 500  # characters of an address


class NotAllowed(Exception):
    """The address may not be called; the sentence says why."""


@dataclass(frozen=True)
class Answer:
    """What a server outside said: HTTP status, the start of its body, its Retry-After ("" if none)."""

    status: int
    text: str
    retry_after: str


def check(url: str) -> None:
    """Raise NotAllowed for an address that could never be called; looks no name up."""
    parts = _split(url)
    try:
        ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return
    _public(parts.hostname or "")


def post(
    url: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext | None = None
) -> Answer:
    """POST `body`. Raises NotAllowed, or httpx.HTTPError when nobody answers, or not within DEADLINE + SECONDS."""
    parts = _split(url)
    host = _plain(parts.hostname or "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _resolved(host, port)
    there = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    target = urlunsplit((parts.scheme, there, parts.path or "/", parts.query, ""))
    named = f"[{host}]" if ":" in host else host
    named += "" if port in (80, 443) else f":{port}"
    client = httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False, verify=context or True)  # fmt: skip
    with _cut_off_after(DEADLINE, client):
        return _asked(client, target, body, {**headers, "Host": named}, host)


def _asked(client: httpx.Client, target: str, body: bytes, headers: dict[str, str], host: str) -> Answer:  # fmt: skip
    text = b""
    try:
        with client.stream("POST", target, content=body, headers=headers, extensions={"sni_hostname": host}) as answer:  # fmt: skip
            for piece in answer.iter_raw():
                text = (text + piece)[:READ]
                if len(text) == READ:
                    break
            said = text.decode(errors="replace")
            return Answer(answer.status_code, said, answer.headers.get("Retry-After", ""))
    except httpx.HTTPError:
        raise
    except Exception as error:  # a connection that was cut off says one thing or another
        raise httpx.ReadTimeout(type(error).__name__) from error


@contextmanager
def _cut_off_after(seconds: float, client: httpx.Client) -> Iterator[None]:
    """Whatever the client waits for is cut off then."""
    timer = threading.Timer(seconds, client.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        client.close()


def _plain(host: str) -> str:
    """A name as the network writes it (xn--…); addresses as they are."""
    return host if ":" in host else host.encode("idna").decode()


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise NotAllowed(_("This is not an address that can be called."))
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is none
        _plain(parts.hostname or "")
    except ValueError:  # UnicodeError is one
        raise NotAllowed(_("This is not an address that can be called.")) from None
    plain = (parts.hostname or "") in settings.MAY_BE_CALLED
    if parts.scheme != "https" and not (plain and parts.scheme == "http"):
        raise NotAllowed(_("The address must begin with https://."))
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise NotAllowed(_("This is not an address that can be called."))
    return parts


def _resolved(host: str, port: int) -> str:
    """One address of the host, all of which are public."""
    if host in settings.MAY_BE_CALLED:
        return host
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotAllowed(_("No computer has this name.")) from None
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        _public(address)
    return addresses[0]


# What has been given out of the new kind; the rest is for networks of one's own, whatever its name.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")


def _public(address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        # An address of the old kind inside one of the new: what counts is the one inside.
        inner += [
            each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if each is not None
        ]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    for each in inner:
        known = isinstance(each, ipaddress.IPv4Address) or each in _GIVEN_OUT
        if not known or not each.is_global or each.is_multicast:
            raise NotAllowed(_("This address leads into a private network and is not called."))
