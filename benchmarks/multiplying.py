"""More products than the demo's maker can hold in memory: its rows copied within the database."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model

from accounts.models import Organisation
from producers.models import Producer, Product

# What must not be there twice is made anew from the copy's number and its row's.
OWN = {
    "registration_number": "left(t.registration_number, 24) || '.' || %(copy)s::text",
    "client_id": "gen_random_uuid()", "phone": "''",
}  # fmt: skip

# Columns that lead to rows copied as well.
LEAD_TO: dict[str, type[Model]] = {"organisation_id": Organisation, "producer_id": Producer}


def multiply_products(times: int) -> int:
    """Every producer with its products, `times` in all; returns how many products there are."""
    steps: dict[type[Model], int] = {
        model: _step(model) for model in (Organisation, Producer, Product)
    }
    for copy in range(1, times):
        with connection.cursor() as cursor:
            # Triggers that follow single rows (history, figures) would take most of the time, and nothing here asks them.
            cursor.execute("SET session_replication_role = replica")
            for model in steps:
                cursor.execute(_copied(model, steps), {"copy": copy})
            cursor.execute("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        for model in steps:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        cursor.execute("SELECT producers_search_count()")
    return Product.objects.count()


def _step(model: type[Model]) -> int:
    """How far the keys of one copy lie behind those of the one before: the largest there is."""
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0)


def _copied(model: type[Model], steps: dict[type[Model], int]) -> str:
    """The statement that adds one copy."""
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    values = []
    for name in names:
        if name == "id":
            values.append(f"t.id + %(copy)s * {steps[model]}")
        elif name in LEAD_TO:
            values.append(f"t.{name} + %(copy)s * {steps[LEAD_TO[name]]}")
        else:
            values.append(OWN.get(name, f"t.{name}"))
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} t WHERE t.id <= {steps[model]}"
