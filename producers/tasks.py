"""The catalogue's Celery tasks. Thin: load, call, save."""

from __future__ import annotations

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from ovop.kernel.runs import RunState
from places.comparing import compare_prices
from producers.deadlines import keep_deadlines
from producers.export_readiness import refresh_flags
from producers.importing.applying import apply_batch, undo_batch
from producers.importing.batches import check_batch, forget_old_sheets
from producers.models import ImportRun, Product, ProductPhoto
from producers.photos import forget_original, process_photo
from producers.search.aliases import forget
from producers.search.indexing import count_words, refresh_sayings

log = structlog.get_logger(__name__)
BATCH = 50
LEAVE_ALONE = timedelta(seconds=30)  # the photo's own wake-up comes first


@shared_task
def prepare_photo(photo_id: int) -> None:
    """Re-encode one photo that has just arrived."""
    photo = ProductPhoto.objects.waiting().filter(pk=photo_id).first()
    if photo is not None:
        process_photo(photo)


@shared_task
def prepare_waiting_photos() -> int:
    """Sweep: photos whose wake-up was lost or whose worker died; return how many."""
    then = timezone.now() - LEAVE_ALONE
    found = list(ProductPhoto.objects.waiting().filter(created_at__lt=then)[:BATCH])
    for photo in found:
        process_photo(photo)
    return len(found)


@shared_task
def keep_deadlines_today() -> dict[str, int]:
    """Registrations end, stars lapse, reminders go out."""
    done = keep_deadlines(timezone.localdate())
    done["prices"] = compare_prices(Product.objects.all(), "price")
    done["export_flags"] = refresh_flags(Product.objects.public())
    done["sheets_forgotten"] = forget_old_sheets()
    for photo in ProductPhoto.objects.settled_with_original():
        forget_original(photo)
    log.info("deadlines_kept", **done)
    return done


@shared_task
def refresh_sayings_of(words: list[str]) -> int:
    """A row of the search's word table changed: the products that say it are indexed anew."""
    forget()
    return refresh_sayings(words)


@shared_task
def count_search_words() -> bool:
    """Count the search's vocabulary anew, if a product changed since."""
    return count_words()


STEPS = {
    ImportRun.Step.CHECK: check_batch,
    ImportRun.Step.APPLY: apply_batch,
    ImportRun.Step.UNDO: undo_batch,
}


@shared_task
def run_import(run_id: int) -> None:
    """Check, apply or undo the run's batch."""
    run = ImportRun.objects.select_related("batch__uploaded_by").get(pk=run_id)
    if not run.claim():
        return
    STEPS[ImportRun.Step(run.step)](run.batch, run.progress)
    run.finish()


@shared_task
def resume_lost_imports() -> int:
    """Send again the imports that nobody works on; return how many."""
    found = 0
    for run in ImportRun.lost():
        run_import.delay(run.pk)
        log.info("import_resumed", run=run.pk, state=RunState(run.state).value)
        found += 1
    return found
