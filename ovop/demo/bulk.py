"""Filling an empty database fast: the search indexes are built once, from all rows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, transaction

from producers.models import Product
from producers.search.indexing import bring_up_to_date


@contextmanager
def bulk_load() -> Iterator[None]:
    """One transaction in which products are inserted without search indexes and audit events.

    Only for an empty catalogue: the table is locked until the end. Kept up row by row, the trigram
    index alone makes 100,000 products take minutes; invented rows need no audit trail.
    """
    search_indexes = [index for index in Product._meta.indexes if isinstance(index, GinIndex)]
    with transaction.atomic(), pgtrigger.ignore(), _no_garbage_collection():
        with connection.schema_editor() as editor:
            for index in search_indexes:
                editor.remove_index(Product, index)
            editor.execute("ALTER TABLE producers_product DISABLE TRIGGER producers_search_added")
        yield
        with connection.cursor() as cursor:
            # PostgreSQL builds no index while foreign keys wait to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with connection.schema_editor() as editor:
            for index in search_indexes:
                editor.add_index(Product, index)
            editor.execute("ALTER TABLE producers_product ENABLE TRIGGER producers_search_added")
        bring_up_to_date(columns_are_new=True)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Half a million live objects: each pass of the collector walks them all and frees none.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
