"""All agendas of a forum of 300 in one PDF: seconds, pages, bytes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from benchmarks.scratch import scratch

PEOPLE, MEETINGS = 300, 9


def figures() -> Iterator[tuple[str, str]]:
    """The paper alone; reading the meetings is one query more."""
    from forums.printing import FOLDER
    from ovop.kernel.paper import compile_paper, qr_svg

    draw = random.Random(5)
    names = ["សហគមន៍នេសាទភូមិទី១", "ក្រុមត្បាញកន្ទេល", "សណ្ឋាគារទន្លេសាប", "Kampong Kdei Handmade"]
    people = [
        {
            "name": f"{draw.choice(names)} {n}", "side": "អ្នកផលិត",
            "meetings": [
                {"time": f"{8 + m // 3:02}:{m % 3 * 20:02}", "table": str(draw.randint(1, 60)),
                 "who": f"{draw.choice(names)} {draw.randint(1, 300)}", "about": "ប្រហុកត្រីកំភ្លាញ"}
                for m in range(MEETINGS)
            ],
        }
        for n in range(PEOPLE)
    ]  # fmt: skip
    data = {
        "language": "km", "forum": "វេទិកាផ្គូផ្គង OVOP ខេត្តសៀមរាប", "venue": "សាលាខេត្តសៀមរាប",
        "day": "២០ កុម្ភៈ ២០២៧", "printed": "", "people": people, "heads": ["ម៉ោង", "តុ", "អ្នកជួប"],
        "qr": qr_svg("https://example.org/my/agenda/"),
    }  # fmt: skip
    began = time.perf_counter()
    made = compile_paper(FOLDER / "agendas.typ", data)
    yield f"agendas of {PEOPLE} people, s", f"{time.perf_counter() - began:.1f}"
    yield "pages", str(made.count(b"/Type/Page") - made.count(b"/Type/Pages"))
    yield "bytes", f"{len(made):,}"


def main() -> None:
    """Print them."""
    with scratch(migrated=False):
        for name, figure in figures():
            print(f"{name:<30} {figure}")


if __name__ == "__main__":
    main()
