"""Search: any judged set on the product's own search, at its shipped settings.

    python -m benchmarks.search --products P.csv --queries Q.csv --judgements J.csv [--json]

Columns: id,name,description,category / id,text / query_id,product_id,gain with gain in [0, 1]. Any
language, any trade; empty descriptions and unknown categories are welcome.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.metrics import ndcg, percentile, recall, reciprocal_rank
from benchmarks.scratch import scratch, settle, show

BATCH = 2000
csv.field_size_limit(50_000_000)


def main() -> int:
    """Measure what is asked for and print it; 0."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("products", "queries", "judgements"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch():
        started = time.perf_counter()
        keys = load_products(given.products)
        settle()
        print(f"{len(keys):,} products loaded in {time.perf_counter() - started:.0f} s", flush=True)
        result = judge(read_queries(given.queries), read_gains(given.judgements), keys)
    show(result, as_json=given.json)
    return 0


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a CSV file; a missing value is an empty text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: value or "" for key, value in row.items() if key}


def read_queries(path: Path) -> dict[str, str]:
    """Key -> text of each query of a CSV file with the columns "id" and "text"."""
    return {row["id"]: row["text"] for row in rows_of(path)}


def read_gains(path: Path) -> dict[str, dict[str, float]]:
    """Query -> product -> gain."""
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows_of(path):
        gains[row["query_id"]][row["product_id"]] = float(row["gain"])
    return gains


def load_products(path: Path) -> dict[int, str]:
    """Register every line as a product of an invented producer; our key -> the file's id."""
    from ovop.demo.bulk import bulk_load
    from producers.categories import load_categories
    from producers.models import Product
    from producers.terms import load_terms

    load_categories()
    load_terms()
    maker = _Maker()
    keys: dict[int, str] = {}
    with bulk_load():
        batch: list[tuple[str, Product]] = []

        def store() -> None:
            Product.objects.bulk_create([product for _key, product in batch])
            keys.update({product.pk: key for key, product in batch})
            batch.clear()

        for number, row in enumerate(rows_of(path), 1):
            batch.append((row["id"], maker.product(row, number)))
            if len(batch) == BATCH:
                store()
        store()
    return keys


class _Maker:
    def __init__(self) -> None:
        from accounts.models import Organisation
        from places.models import Commune, District, Province, Village
        from producers.models import Producer

        place: dict[str, Any] = {"name_km": "", "name_en": "-"}
        province = Province.objects.create(
            code="17", region="plains", latitude=0, longitude=0, tile_row=1, tile_column=1, **place
        )
        district = District.objects.create(code="1701", province=province, **place)
        commune = Commune.objects.create(
            code="170101", province=province, district=district, **place
        )
        self.village = Village.objects.create(
            key="17010101", code="17010101", province=province, district=district, commune=commune, **place
        )  # fmt: skip
        organisation = Organisation.objects.create(
            name_en="Bench", kind="sme", province=province, district=district, commune=commune,
            village=self.village,
        )  # fmt: skip
        self.producer = Producer.objects.create(organisation=organisation)
        self.categories: dict[str, Any] = {}

    def product(self, row: dict[str, str], number: int) -> Any:
        from producers.models import Product

        product = Product(
            producer=self.producer, village=self.village, category=self.category(row.get("category", "")),
            name_en=row["name"] or "-", description_en=row.get("description", ""),
            monthly_supply=[Decimal(1)] * 12, price=1, state=Product.State.REGISTERED,
            registration_number=f"B-{number}", registered_at=None,
        )  # fmt: skip
        product.derive(Decimal(4000))
        product.name_en = product.name_en[:200]  # what a listing may hold; all of it is searched
        return product

    def category(self, name: str) -> Any:
        from producers.models import Category

        if name not in self.categories:
            self.categories[name] = Category.objects.create(
                code=f"bench-{len(self.categories)}", name_en=name[:200] or "-"
            )
        return self.categories[name]


def judge(
    queries: dict[str, str], gains: dict[str, dict[str, float]], keys: dict[int, str]
) -> dict[str, float | int]:
    """Run every judged query and measure."""
    from producers.search import ask, find, read

    times, ndcgs, ranks, recalls, empty = [], [], [], [], 0
    asked = {key: text for key, text in queries.items() if key in gains}
    for text in list(asked.values())[:20]:  # the first ones warm caches and plans up
        find(ask(read(text)))
    for key, text in asked.items():
        started = time.perf_counter()
        hits = find(ask(read(text)))
        times.append(1000 * (time.perf_counter() - started))
        ranked = [keys[pk] for pk in hits.ids]
        empty += not ranked
        ndcgs.append(ndcg(ranked, gains[key]))
        ranks.append(reciprocal_rank(ranked, gains[key]))
        if (found := recall(ranked, gains[key])) is not None:
            recalls.append(found)
    return {
        "ndcg_at_10": round(mean(ndcgs), 4), "mrr_at_10": round(mean(ranks), 4),
        "recall_at_100": round(mean(recalls), 4) if recalls else 0.0,
        "empty_share": round(empty / len(asked), 4), "p50_ms": round(percentile(times, 0.5), 2),
        "p95_ms": round(percentile(times, 0.95), 2), "products": len(keys), "queries": len(asked),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
