"""Pages under load: answers a second and p95, beside the smallest Django sites and a shop of the same size.

python -m benchmarks.pages [--products 10000 100000] [--seconds 6] [--no-oscar] [--json]

gunicorn with two workers, four connections of wrk, all on one machine; every figure of a size is measured in the same
run. "made anew" is a page that no cache of pages had; "kept" one that it had.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Any

from benchmarks.scratch import DEMO, each_size, scratch, settle, show, told_by
from benchmarks.serving import beside, web
from benchmarks.wrk import Load, ask

ROUNDS = 7  # machines are noisy: what is compared is asked in turn
MOST_OF_OSCAR = 20_000


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--products", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--seconds", type=int, default=14, help="for each page")
    arguments.add_argument("--no-oscar", action="store_true")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    result: dict[str, Any]
    if len(given.products) > 1:
        more = ["--no-oscar"] if given.no_oscar else []
        result = each_size("benchmarks.pages", given.products, "--seconds", str(given.seconds), *more)  # fmt: skip
    else:
        with scratch():
            result = measure(given.products[0], given.seconds, oscar=not given.no_oscar)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    return told_by("benchmarks.pages")


def measure(products: int, seconds: int, *, oscar: bool) -> dict[str, Any]:
    """Every page at so many products, ROUNDS times in turn; the middle one counts."""
    from benchmarks.asked import load, pages

    load(-(-products // DEMO))
    settle()
    rounds: dict[str, list[Load]] = {}
    with ExitStack() as running:
        asked: list[tuple[str, str, list[str], dict[str, str]]] = []
        address, _process = running.enter_context(plain())
        asked += [
            ("bare view", address, ["/bare/"], {}),
            ("plain ListView", address, ["/list/"], {}),
        ]
        address, _process = running.enter_context(web())
        asked += [(name, address, paths, headers) for name, (paths, headers) in pages().items()]
        if oscar and products <= MOST_OF_OSCAR:
            from benchmarks.oscar import running as shop

            address, its_pages = running.enter_context(shop(products))
            asked += [(name, address, [path], {}) for name, path in its_pages.items()]
        for _name, address, paths, headers in asked:
            ask(address, paths, seconds=2, **headers)  # the first ones find everything cold
        for _round in range(ROUNDS):
            for name, address, paths, headers in asked:
                each = max(1, seconds // ROUNDS)
                rounds.setdefault(name, []).append(ask(address, paths, seconds=each, **headers))
    middle = {
        name: sorted(each, key=lambda load: load.a_second)[len(each) // 2]
        for name, each in rounds.items()
    }
    return dict(_told(f"{products:,}", middle))


def _told(size: str, found: dict[str, Load]) -> Iterator[tuple[str, str]]:
    beside = {
        "bare": found["bare view"], "ListView": found["plain ListView"],
        "oscar's catalogue": found.get("oscar: catalogue"), "oscar's product": found.get("oscar: product"),
    }  # fmt: skip
    for name, load in found.items():
        ratios = ", ".join(
            f"{load.a_second / other.a_second:.2f} x {what}"
            for what, other in beside.items()
            if other is not None and other is not load
        )
        yield f"{size}: {name}", f"{load.a_second:,.0f}/s, p95 {load.p95:.1f} ms, {load.size:,} bytes; {ratios}"  # fmt: skip


def plain() -> AbstractContextManager[tuple[str, Any]]:
    """The smallest sites."""
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return beside(sys.executable, "benchmarks.plain.site:application", "/bare/", env)


if __name__ == "__main__":
    sys.exit(main())
