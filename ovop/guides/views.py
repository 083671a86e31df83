"""Pages of help."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ovop.guides.reading import PEOPLE, guide
from ovop.kernel.naming import language_code


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """All guides, the reader's own first."""
    role = getattr(request.user, "role", "visitor")
    ordered = sorted(PEOPLE, key=lambda who: who != role)
    context = {"guides": [(who, guide(who, language_code())) for who in ordered], "own": role}
    return render(request, "ovop/guides.html", context)


@require_safe
def one_guide(request: HttpRequest, who: str) -> HttpResponse:
    """One guide; everybody may read what others do here."""
    if who not in PEOPLE:
        raise Http404
    return render(request, "ovop/guide.html", {"guide": guide(who, language_code()), "who": who})
