"""Agendas to take along: calendar, paper."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from forums.calendars import calendar_of, owner_of
from forums.models import Meeting, Organiser
from forums.printing import PAPERS, agenda_paper, badges_paper, paper
from forums.views.entering import organised_forum
from ovop.kernel.digits import small_number
from ovop.kernel.paper import in_readers_digits


@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of whoever the key belongs to; also for their phone, which asks by itself."""
    owner = owner_of(key)
    if owner is None:
        raise Http404
    with translation.override(owner.language):
        body = calendar_of(owner, settings.SITE_URL)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="ovop-match.ics"'
    patch_cache_control(answer, private=True, max_age=300)
    return answer


@login_required
@require_safe
@in_readers_digits
def papers(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A paper of the published timetable, in the reader's language."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    if kind not in PAPERS or not forum.timetables.filter(state="published").exists():
        raise Http404
    return pdf_answer(
        paper(kind, forum, settings.SITE_URL + "/my/agenda/", _size(request)), f"{kind}-{pk}"
    )


@login_required
@require_safe
@in_readers_digits
def badges(request: SignedInRequest, pk: int) -> HttpResponse:
    """Badges to print, eight on a sheet: of everybody approved, or of one `?registration=`."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    only = small_number(request.GET.get("registration"))
    if not forum.coming().filter(**({"pk": only} if only else {})).exists():
        raise Http404
    return pdf_answer(badges_paper(forum, only), f"badges-{pk}")


@login_required
@require_safe
@in_readers_digits
def my_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own agenda at forum `pk` as a page, A5 or `?size=a4`."""
    own = request.user.organisations.all()
    meeting = (
        Meeting.objects.filter(timetable__forum=pk, timetable__state="published")
        .filter(Q(producer__organisation__in=own) | Q(buyer__organisation__in=own))
        .select_related("timetable__forum", "producer", "buyer")
        .first()
    )
    organisation = own.filter(
        pk__in=[meeting.producer.organisation_id, meeting.buyer.organisation_id]
    ).first() if meeting else None  # fmt: skip
    organisation = get_object_or_404(own, pk=organisation.pk if organisation else 0)
    assert meeting is not None
    body = agenda_paper(
        meeting.timetable.forum, organisation, settings.SITE_URL + "/my/agenda/", _size(request)
    )
    return pdf_answer(body, f"agenda-{pk}")


def _size(request: HttpRequest) -> str:
    """Agendas come on A5, with `?size=a4` in larger type."""
    return "a4" if request.GET.get("size") == "a4" else "a5"


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    """A PDF to read in the browser; nobody between keeps it."""
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    patch_cache_control(answer, private=True, no_store=True)
    return answer
