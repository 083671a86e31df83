"""The search as the catalogue asks it."""

from producers.querysets import ProductQuerySet
from producers.search import ask, find, read


def searched(rows: ProductQuerySet, text: str, *, narrowed: bool = False) -> ProductQuerySet:
    """Those of `rows` that `text` asks for, best first; `narrowed`: they are a part of the catalogue."""
    return rows.hit_by(find(ask(read(text)), within=rows if narrowed else None))
