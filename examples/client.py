"""A small client of the OVOP Match API, with nothing but Python's standard library. Copy it, change it.

    python examples/client.py https://ovop.example "012 345 678" --need "Smoked fish" --products 17 --buyer 3

It signs in, goes through all products of a province page by page, posts a need once even if the line breaks in
between, and waits when it is told that it asked too often.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

PATIENCE = 5  # tries of one request, with longer and longer waits


class Refused(Exception):
    """The platform says no; `said` is why, field by field or as one sentence."""

    def __init__(self, status: int, said: Any) -> None:
        self.status, self.said = status, said
        super().__init__(f"{status}: {said}")


class Client:
    def __init__(self, site: str, token: str = "") -> None:
        self.api = f"{site.rstrip('/')}/api/v1"
        self.token = token

    def sign_in(self, phone: str, password: str, code: str = "") -> None:
        """`code`: the six digits of the second step, for who has one."""
        given = {"username": phone, "password": password} | ({"code": code} if code else {})
        self.token = self.ask("POST", "/token/", given)["token"]

    def all(self, path: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, however many pages it has."""
        page = self.ask("GET", f"{path}?{urllib.parse.urlencode(filters)}")
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            page = self.ask("GET", page["next"])

    def post(self, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """Do something once: sent again after a broken line it is answered as the first time."""
        return self.ask("POST", path, given, key=uuid.uuid4().hex)

    def ask(self, method: str, path: str, given: Any = None, key: str = "") -> dict[str, Any]:
        """One request; raises Refused. What may be sent again (a GET, or anything with a key) is."""
        address = path if path.startswith("http") else f"{self.api}{path}"
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Token {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        body = None if given is None else json.dumps(given).encode()
        for attempt in range(1, PATIENCE + 1):
            request = urllib.request.Request(address, body, headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                wait = float(error.headers.get("Retry-After") or 0)
                # 409 with a time to wait: the same thing, sent before, is still being done.
                again = error.code in (429, 503) or (error.code == 409 and wait)
                if not again or attempt == PATIENCE:
                    raise Refused(error.code, _read(error)) from None
            except OSError:
                if attempt == PATIENCE or (method != "GET" and not key):
                    raise
                wait = 0
            time.sleep(wait or 2 ** (attempt - 1))
        raise AssertionError("not reached")


def _read(error: urllib.error.HTTPError) -> Any:
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return text[:200]


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("site")
    arguments.add_argument("phone")
    arguments.add_argument(
        "--products", metavar="PROVINCE", help="list the products of a province, e.g. 17"
    )
    arguments.add_argument(
        "--need", metavar="NAME", help="post a need of this name for 10 kg a month"
    )
    arguments.add_argument("--buyer", type=int, help="whose need it is")
    given = arguments.parse_args()
    client = Client(given.site)
    try:
        client.sign_in(
            given.phone,
            getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip(),
        )
        if given.products:
            for product in client.all("/products/", province=given.products, page_size=200):
                print(
                    product["id"],
                    product["name_en"] or product["name_km"],
                    product["price"],
                    product["price_currency"],
                )
        if given.need:
            need = client.post(
                "/needs/",
                {
                    "buyer": given.buyer, "name_en": given.need, "quantity": "10", "unit": "kg", "period": "month",
                    "province": given.products or "17", "price_ceiling": None,
                },
            )  # fmt: skip
            print("need", need["id"], need["state"])
    except Refused as error:
        print(f"Refused, {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
