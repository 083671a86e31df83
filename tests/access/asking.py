"""Ask a route as somebody, and say in one word how they fared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from accounts.models import User
from tests.access.world import World, second_maker

# As the columns of the table stand: who asks, of things of Siem Reap.
PEOPLE = ("visitor", "producer", "neighbour", "buyer", "officer", "staff", "far staff", "national", "disabled")  # fmt: skip
METHODS = ("GET", "POST")
API_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
LET_IN = {400, 409, 410, 413, 415, 422, 429}  # past the door, though what was sent is wrong


def people(here: World, there: World, national: User) -> dict[str, str]:
    """The key of a signed-in session for each; the disabled one is staff whose account was closed while signed in."""
    neighbour = second_maker(here.province).organisation.members.get()
    closed = User.objects.create(phone="+85512777001", role="staff", province_id=here.province, phone_verified=True)  # fmt: skip
    found = {
        "producer": here.producer_user, "neighbour": neighbour, "buyer": here.buyer_user, "officer": here.officer,
        "staff": here.staff, "far staff": there.staff, "national": national, "disabled": closed,
    }  # fmt: skip
    sessions = {"visitor": ""}
    for name, user in found.items():
        browser = Client()
        browser.force_login(user)
        sessions[name] = browser.cookies["sessionid"].value
    User.objects.filter(pk=closed.pk).update(is_active=False)
    return sessions


def ask(
    session: str, method: str, path: str, data: dict[str, str] | None = None
) -> HttpResponseBase:
    """Send a form, empty unless `data`, from a browser that holds the session; an error of ours is a 500."""
    browser = Client(raise_request_exception=False)
    if session:
        browser.cookies["sessionid"] = session
    sent = {} if method == "GET" else {"data": data or {}}
    kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
    return getattr(browser, method.lower())(path, **sent, **kind)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back, so that the next one finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fared(answer: HttpResponseBase) -> str:
    """yes: let in. in: asked to sign in. no: refused. none: as if it were not there. -: not a method of this route."""
    code = answer.status_code
    if code == 401 or (code == 302 and "/accounts/login/" in answer.headers["Location"]):
        return "in"
    if code < 400 or code in LET_IN:
        return "yes"
    words = {403: "no", 404: "none", 405: "-"}
    return words.get(code, str(code))


def text_of(answer: HttpResponseBase) -> str:
    """What can be read in it; workbooks are opened."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type, attr-defined]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace")
