"""A person's saved searches: keeping one, the list with what is new, removing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from buyers.models import SavedSearch
from buyers.searches import save_search
from ovop.kernel.boxes import typed


@login_required
@require_safe
def searches(request: SignedInRequest) -> HttpResponse:
    """What the reader keeps, and how much was new in each when last counted."""
    return render(request, "buyers/searches.html", {"kept": request.user.saved_searches.all()})


@login_required
@require_POST
def keep(request: SignedInRequest, kind: str) -> HttpResponse:
    """Keep the search that was sent."""
    if kind not in SavedSearch.Kind.values:
        raise Http404
    name = typed(request, "name", 200) or _("My search")
    try:
        save_search(request.user, kind, request.POST, name)
        messages.success(request, _("Kept. You will be told when something new fits it."))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("buyers:searches")


@login_required
@require_POST
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what it finds; from now on only what comes later is new."""
    saved = get_object_or_404(request.user.saved_searches, pk=pk)
    SavedSearch.objects.filter(pk=saved.pk).update(looked_at=timezone.now(), news=0)
    return redirect(saved)


@login_required
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop keeping it."""
    get_object_or_404(request.user.saved_searches, pk=pk).delete()
    messages.success(request, _("Removed; no more alerts of it."))
    return redirect("buyers:searches")
