"""The sentences people are told with, as staff may write them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from notices.forms import WordingForm
from notices.models import Wording
from notices.texts import built_in, placeholders, wording_of
from notices.wording import BOTH, MEANINGS, editable_kinds, grouped_kinds, look, write

WRITERS = (Role.STAFF, Role.NATIONAL)


def _place(request: SignedInRequest) -> str | None:
    """Whose sentences the reader writes: a province's, or (the National Committee) everybody's."""
    return request.user.province_id if request.user.role == Role.STAFF else None


@roles_required(*WRITERS)
@require_safe
def wordings(request: SignedInRequest) -> HttpResponse:
    """Every kind of notice by what it is about, with the sentence in force."""
    place = _place(request)
    mine = set(Wording.objects.filter(province_id=place).values_list("kind", flat=True))
    groups = [
        (title, [(kind, wording_of(kind, place), kind in mine) for kind in kinds])
        for title, kinds in grouped_kinds()
    ]
    return render(request, "notices/wordings.html", {"groups": groups})


@roles_required(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write one kind's sentence in both languages, see how it reads, and go back to the built-in one."""
    if kind not in editable_kinds():
        raise Http404
    place = _place(request)
    mine = {
        row.language: row
        for row in Wording.objects.filter(kind=kind, province_id=place).select_related("changed_by")
    }
    initial = {language: row.text for language, row in mine.items()}
    form = WordingForm(request.POST or None, kind=kind, initial=initial)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        with transaction.atomic():
            for language in BOTH:
                write(kind, language, place, form.cleaned_data[language], request.user)
        messages.success(request, _("Saved. From now on people are told like this."))
        return redirect("notices:wordings")
    replaced = {name: _replaced(kind, name, place) for name in BOTH}
    for name, text in replaced.items():
        form.fields[name].widget.attrs["placeholder"] = text
    written = {name: request.POST.get(name, "") for name in BOTH} if request.POST else initial
    context = {
        "form": form, "kind": kind, "looks": _looks(kind, written, place), "mine": list(mine.values()),
        "holes": [(name, MEANINGS[name][0]) for name in placeholders(kind)],
        "replaced": list(replaced.items()),
    }  # fmt: skip
    return render(request, "notices/wording.html", context)


def _replaced(kind: str, language: str, place: str | None) -> str:
    """What is said when this place writes nothing: the country's sentence, or the built-in one."""
    with translation.override(language):
        return wording_of(kind) if place else built_in(kind)


def _looks(kind: str, written: dict[str, str], place: str | None) -> list[dict[str, object]]:
    return [
        look(kind, written.get(name, "").strip() or _replaced(kind, name, place), name)
        for name in BOTH
    ]


@roles_required(*WRITERS)
@require_POST
def look_at(request: SignedInRequest, kind: str) -> HttpResponse:
    """Only the preview, asked for while somebody writes."""
    if kind not in editable_kinds():
        raise Http404
    written = {name: request.POST.get(name, "")[:600] for name in BOTH}
    return render(request, "notices/_look.html", {"looks": _looks(kind, written, _place(request))})
