"""10,000 villagers from a sheet: lines a second and the most memory, against the budget.

The import runs in a process of its own, because a process's peak of memory never falls again.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

LINES = 10_000
SECONDS, MEGABYTES = 60, 300
HEADER = [
    "ឈ្មោះអ្នកផលិត", "Kind", "Phone", "ភូមិ", "Commune", "District", "Led by women", "Members",
    "ឈ្មោះផលិតផល", "Category", "Unit", "Price", "Amount a month", "Months", "About the product",
]  # fmt: skip


def sheet_of(lines: int) -> bytes:
    """An Excel sheet of so many families of Siem Reap, each with a product."""
    import xlsxwriter

    from places.models import Village

    villages = list(Village.objects.filter(province="17").select_related("commune", "district"))
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(lines):
        village = villages[number % len(villages)]
        sheet.write_row(
            number + 1, 0,
            [
                f"គ្រួសារ {village.name_km} {number}", "គ្រួសារ", f"៨៨ {number:07d}", village.code,
                village.commune.name_km, village.district.name_km, "បាទ", number % 20 + 1,
                "ប្រហុកត្រីកំភ្លាញ", "prahok", "គីឡូ", 9000 + number, 40 + number % 100, "១២-៥",
                "ប្រឡាក់អំបិលសមុទ្រ ផ្អាប់ក្នុងពាងបីខែ តាមវិធីដូនតា។",
            ],
        )  # fmt: skip
    book.close()
    return output.getvalue()


def _import(
    content: bytes, told: multiprocessing.SimpleQueue[tuple[float, float, int, int]]
) -> None:
    import django

    django.setup()
    from accounts.models import User
    from producers.importing.applying import apply_batch
    from producers.importing.batches import check_batch, store_sheet

    before = peak_megabytes()
    started = time.perf_counter()
    with transaction.atomic():
        officer = User.objects.filter(role="staff", province="17").first()
        assert officer
        batch = store_sheet(io.BytesIO(content), len(content), "bench.xlsx", officer)
        check_batch(batch, lambda done, total: True)
        batch.refresh_from_db()
        apply_batch(batch, lambda done, total: True)
        seconds = time.perf_counter() - started
        imported = batch.rows.filter(status="imported").count()
        transaction.set_rollback(True)
    told.put((seconds, peak_megabytes(), imported, round(before)))


def peak_megabytes() -> float:
    """The most this process has held. Linux: VmHWM, for ru_maxrss begins at the parent's peak."""
    status = Path("/proc/self/status")
    if status.exists():
        kilobytes = next(
            line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")
        )
        return int(kilobytes) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def figures() -> Iterator[tuple[str, str]]:
    """Lines a second and the peak of memory; nothing stays in the database."""
    content = sheet_of(LINES)
    connection.close()
    spawn = multiprocessing.get_context("spawn")
    told = spawn.SimpleQueue()
    worker = spawn.Process(target=_import, args=(content, told))
    worker.start()
    worker.join()
    seconds, peak, imported, before = told.get()
    yield "lines imported", f"{imported:,} of {LINES:,} from {len(content) // 1024:,} KB"
    yield (
        f"read, checked and taken over (budget {SECONDS} s)",
        f"{seconds:.1f} s, {imported / seconds:,.0f} lines a second",
    )
    yield f"most memory (budget {MEGABYTES} MB)", f"{peak:.0f} MB, {before} MB before it began"
