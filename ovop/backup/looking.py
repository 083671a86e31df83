"""`python -m ovop.backup.looking FOLDER [--upgrade]`: restores the dump into DATABASE_URL and says what is there.

With --upgrade what this version's migrations make of it, too. A line a finding, "wrong: …" or "fine: …"; exits with 1
when anything is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

PAGES = (
    "/",
    "/products/",
    "/forums/",
    "/figures/",
    "/accounts/login/",
    "/api/v1/products/",
    "/privacy/",
)


def main(folder: Path, *, upgrade: bool = False) -> int:
    import django

    django.setup()
    found = list(_everything(folder, upgrade))
    for kind, text in found:
        sys.stdout.write(f"{kind}: {text}\n")
    return int(any(kind == "wrong" for kind, _text in found))


def _everything(folder: Path, upgrade: bool) -> Iterator[tuple[str, str]]:
    from ovop.backup.manifest import Manifest
    from ovop.backup.rows import compared, put_back

    if refused := put_back(folder):
        yield "wrong", refused
        return
    yield from compared(Manifest.read(folder))
    if upgrade:
        from ovop.backup.upgrading import upgraded

        yield from upgraded()
    yield from _pages()


def _pages() -> Iterator[tuple[str, str]]:
    """What people would see: the public pages, and the first product with its photos."""
    from django.test import Client

    from producers.models import Product

    client = Client(raise_request_exception=False)
    first = Product.objects.filter(state=Product.State.REGISTERED).order_by("pk").first()
    asked = [*PAGES, *([first.get_absolute_url()] if first else [])]
    bad = [(path, code) for path in asked if (code := client.get(path).status_code) != 200]
    for path, code in bad:
        yield "wrong", f"the page {path} answers {code}."
    if not bad:
        yield "fine", f"{len(asked)} pages answer"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), upgrade="--upgrade" in sys.argv[2:]))
