"""What the worker and the officer do with a sheet that was sent."""

from __future__ import annotations

from producers.tasks import run_import


def work(batch):
    """What the Celery worker does with the newest run."""
    run_import(batch.runs.first().pk)
    batch.refresh_from_db()


def statuses(batch):
    return list(batch.rows.values_list("status", flat=True))


def apply(client, batch, **data):
    here = [str(n) for n in batch.rows.values_list("number", flat=True)]
    chosen = [str(n) for n in batch.rows.filter(chosen=True).values_list("number", flat=True)]
    client.post(f"/imports/{batch.pk}/rows/", {"here": here, "chosen": chosen, "apply": "1"} | data)
    work(batch)
