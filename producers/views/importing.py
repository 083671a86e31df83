"""Importing a sheet of villagers: upload, match columns, look it through, take it over, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from ovop.kernel.boxes import typed
from ovop.kernel.digits import small_number
from ovop.kernel.runs import RunInProgress
from ovop.kernel.wake import wake_after_commit
from ovop.text import cut
from producers.categories import fields_with_kinds
from producers.importing.batches import check_row, fields_of, store_sheet
from producers.importing.columns import BY_FIELD, COLUMNS
from producers.importing.reading import SheetError
from producers.importing.sheets import problem_texts, result, template
from producers.models import ImportBatch, ImportRow, ImportRun
from producers.tasks import run_import
from producers.views.enrolment import ENROLLERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Status = ImportRow.Status
PAGE_SIZE = 50
SHOWN = ("wrong", "new", "known", "imported", "undone", "kept")


def _batch(request: SignedInRequest, pk: int) -> ImportBatch:
    return get_object_or_404(ImportBatch, pk=pk, uploaded_by=request.user)


@roles_required(*ENROLLERS)
def imports(request: SignedInRequest) -> HttpResponse:
    """My imports, and the box for another sheet."""
    problem = ""
    if request.method == "POST":
        upload = request.FILES.get("sheet")
        if upload is None:
            problem = _("Choose a file first.")
        else:
            try:
                batch = store_sheet(upload, upload.size or 0, upload.name or "", request.user)  # type: ignore[arg-type]
                return redirect("producers:import", pk=batch.pk)
            except SheetError as error:
                problem = str(error)
    found = ImportBatch.objects.filter(uploaded_by=request.user).annotate(lines=Count("rows"))
    found = found.order_by("-pk")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"page": page, "problem": problem}
    return render(request, "producers/imports.html", context, status=422 if problem else 200)


@roles_required(*ENROLLERS)
@require_safe
def import_template(request: SignedInRequest, language: str) -> HttpResponse:
    """The empty sheet to fill in."""
    if language not in ("km", "en"):
        raise Http404
    return _download(template(language), f"ovop-producers-{language}.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@roles_required(*ENROLLERS)
@require_safe
def import_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """One import, at whichever stage it is."""
    batch = _batch(request, pk)
    if run := batch.active_run:
        return render(request, "producers/import_running.html", {"batch": batch, "run": run})
    if batch.stage == ImportBatch.Stage.UPLOADED:
        return render(request, "producers/import_columns.html", _columns(batch))
    return render(request, "producers/import_rows.html", _rows(request, batch))


def _columns(batch: ImportBatch) -> dict[str, Any]:
    """For each of our fields which of the sheet's columns it is, with what stands in it."""
    first = list(batch.rows.all()[:3])
    choices = [
        {"index": index, "title": title or f"{index + 1}", "sample": _sample(first, index)}
        for index, title in enumerate(batch.header)
    ]
    fields = [
        {"field": column.field, "label": column.label, "index": batch.mapping.get(column.field)}
        for column in COLUMNS
    ]
    return {"batch": batch, "choices": choices, "fields": fields, "lines": batch.rows.count()}


def _sample(rows: list[ImportRow], index: int) -> str:
    texts = [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]
    return cut(", ".join(texts), 60)


@roles_required(*ENROLLERS)
@require_POST
def match_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the matched columns and check every line by them."""
    batch = _batch(request, pk)
    if batch.stage not in (ImportBatch.Stage.UPLOADED, ImportBatch.Stage.CHECKED):
        messages.warning(request, _("This sheet is imported already. Undo it first."))
        return redirect("producers:import", pk=pk)
    mapping = {
        field: index
        for field in BY_FIELD
        if (index := small_number(request.POST.get(field))) is not None
        and index < len(batch.header)
    }
    if "village" not in mapping or not {"name_km", "name_en"} & mapping.keys():
        messages.error(request, _("Say at least which column is the name and which the village."))
        return redirect("producers:import", pk=pk)
    return _start(request, batch, ImportRun.Step.CHECK, mapping=mapping)


@roles_required(*ENROLLERS)
@require_POST
def rematch_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the columns; nothing was imported yet."""
    batch = _batch(request, pk)
    if not _busy(request, batch):
        ImportBatch.objects.filter(pk=batch.pk, stage=ImportBatch.Stage.CHECKED).update(
            stage=ImportBatch.Stage.UPLOADED
        )
    return redirect("producers:import", pk=pk)


def _start(request: SignedInRequest, batch: ImportBatch, step: str, **changes: Any) -> HttpResponse:
    """Queue a run of the batch with `changes` of the batch; nothing happens while one is active."""
    try:
        with transaction.atomic():
            run = ImportRun.start(started_by=request.user, batch=batch, step=step)
            if changes:
                ImportBatch.objects.filter(pk=batch.pk).update(**changes)
            wake_after_commit(run_import, run.pk)
    except RunInProgress as busy:
        messages.info(request, str(busy))
    return redirect("producers:import", pk=batch.pk)


def _rows(request: SignedInRequest, batch: ImportBatch) -> dict[str, Any]:
    counts = dict.fromkeys(SHOWN, 0) | dict(
        batch.rows.values_list("status").annotate(n=Count("pk")).order_by()
    )
    shown = request.GET.get("show", "")
    found = batch.rows.select_related("duplicate_of__organisation", "producer__organisation")
    if shown in SHOWN:
        found = found.filter(status=shown)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "run": batch.runs.first(),
        "page": page,
        "lines": [_line(batch, row) for row in page],
        "tabs": [
            {"status": status, "label": Status(status).label, "count": counts[status]}
            for status in SHOWN
            if counts[status]
        ],
        "shown": shown,
        "categories": fields_with_kinds() if counts["wrong"] else [],
        "chosen": batch.rows.filter(chosen=True, status__in=(Status.NEW, Status.KNOWN)).count(),
        "wrong": counts["wrong"],
    }


def _line(batch: ImportBatch, row: ImportRow) -> dict[str, Any]:
    texts = problem_texts(row.problems)
    said = fields_of(row, batch.mapping)
    cells = [
        {
            "field": field,
            "label": BY_FIELD[field].label,
            "text": text,
            "problem": texts.get(field, ""),
        }
        for field, text in said.items()
        if text or field in texts
    ]
    missing = [
        {"field": field, "label": BY_FIELD[field].label, "text": "", "problem": text}
        for field, text in texts.items()
        if field not in said
    ]
    return {"row": row, "cells": cells + missing}


def _busy(request: SignedInRequest, batch: ImportBatch) -> bool:
    """Whether the worker is at this sheet, which is then left alone; told to the person."""
    if run := batch.active_run:
        messages.info(request, str(RunInProgress(run)))
    return run is not None


@roles_required(*ENROLLERS)
@require_POST
@transaction.atomic
def mend_import_row(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Write other texts into cells of one line; it is checked again at once."""
    batch = _batch(request, pk)
    rows = batch.rows.select_related("batch__uploaded_by").select_for_update(of=("self",))
    row = get_object_or_404(rows, number=number)
    open_ = row.status in (Status.WRONG, Status.NEW, Status.KNOWN)
    if batch.stage == ImportBatch.Stage.CHECKED and open_ and not _busy(request, batch):
        for field in BY_FIELD:
            if field in request.POST:
                _write(batch, row, field, typed(request, field, 1000))
        check_row(row)
        if row.problems:
            messages.warning(
                request, _("Something is still to mend in line %(n)s.") % {"n": number}
            )
        else:
            messages.success(request, _("Line %(n)s is complete now.") % {"n": number})
    elif batch.stage != ImportBatch.Stage.CHECKED:
        messages.warning(request, _("This sheet is imported already. Undo it first."))
    return redirect(f"{_address(pk)}?show={request.POST.get('show', '')}")


def _write(batch: ImportBatch, row: ImportRow, field: str, text: str) -> None:
    """Put a text into the field's column; a column the sheet did not have is added behind."""
    if field not in batch.mapping:
        batch.mapping[field] = len(batch.header)
        batch.header = [*batch.header, str(BY_FIELD[field].label)]
        batch.save(update_fields=["mapping", "header"])
        row.batch = batch
    index = batch.mapping[field]
    row.cells = row.cells + [""] * (index + 1 - len(row.cells))
    row.cells[index] = text


def _address(pk: int) -> str:
    return reverse("producers:import", args=[pk])


@roles_required(*ENROLLERS)
@require_POST
def choose_import_rows(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which lines are taken over: those ticked on this page, all, or none."""
    batch = _batch(request, pk)
    able = batch.rows.filter(status__in=(Status.NEW, Status.KNOWN))
    able = able.exclude(status=Status.KNOWN, values__product=None)
    if "all" in request.POST:
        able.update(chosen=True)
    elif "none" in request.POST:
        able.update(chosen=False)
    else:
        here = _numbers(request.POST.getlist("here"))
        ticked = _numbers(request.POST.getlist("chosen"))
        able.filter(number__in=here).update(chosen=False)
        able.filter(number__in=here & ticked).update(chosen=True)
    if "apply" in request.POST:
        return _apply(request, batch)
    return redirect(
        f"{_address(pk)}?show={request.POST.get('show', '')}&page={request.POST.get('page', '1')}"
    )


def _numbers(texts: list[str]) -> set[int]:
    return {number for text in texts if (number := small_number(text)) is not None}


def _apply(request: SignedInRequest, batch: ImportBatch) -> HttpResponse:
    if batch.stage == ImportBatch.Stage.UNDONE:
        messages.warning(request, _("This import was undone. Send the sheet again."))
        return redirect("producers:import", pk=batch.pk)
    if batch.stage == ImportBatch.Stage.UPLOADED:
        messages.warning(request, _("Match the columns first."))
        return redirect("producers:import", pk=batch.pk)
    if not batch.rows.filter(chosen=True, status__in=(Status.NEW, Status.KNOWN)).exists():
        messages.warning(request, _("No line is chosen."))
        return redirect("producers:import", pk=batch.pk)
    return _start(request, batch, ImportRun.Step.APPLY)


@roles_required(*ENROLLERS)
@require_POST
def undo_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the import back, within a day."""
    batch = _batch(request, pk)
    if not batch.undoable:
        messages.warning(
            request, _("An import can be undone for one day. Change the producers one by one.")
        )
        return redirect("producers:import", pk=pk)
    return _start(request, batch, ImportRun.Step.UNDO)


@roles_required(*ENROLLERS)
@require_safe
def import_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is; when it is over the page is asked for anew."""
    batch = _batch(request, pk)
    run = batch.active_run
    if run is None:
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "producers/_import_progress.html", {"batch": batch, "run": run})


@roles_required(*ENROLLERS)
@require_POST
def stop_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop what is running; what is imported by then stays and can be undone."""
    for run in _batch(request, pk).runs.all()[:1]:
        run.ask_cancel()
    return redirect("producers:import", pk=pk)


@roles_required(*ENROLLERS)
@require_safe
def import_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet with what became of each line."""
    batch = _batch(request, pk)
    return _download(result(batch), f"ovop-import-{batch.pk}.xlsx")
