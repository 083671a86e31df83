"""Checks at start-up that a wrong machine is better told than discovered."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


@register(Tags.database)
def khmer_trigrams_work(
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """Refuse a database whose LC_CTYPE hides Khmer from pg_trgm: misspellings would find nothing."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
            if not cursor.fetchone()[0]:
                continue
            cursor.execute("SELECT cardinality(show_trgm('ប្រហុក'))")
            if not cursor.fetchone()[0]:
                found.append(
                    Error(
                        f"Database “{alias}” does not see Khmer letters (LC_CTYPE=C).",
                        hint="Create it again: CREATE DATABASE ovop TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';",
                        id="ovop.E001",
                    )
                )
    return found
