"""The hall's screen, and a timer for each table. They open by a short code, without signing in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from forums.board import forget, frame_of
from forums.models import Call, Forum, Organiser, Slot
from forums.views.entering import organised_forum
from ovop.kernel.codes import as_code, new_code
from ovop.kernel.digits import small_number


@require_safe
def board(request: HttpRequest, code: str, table: int = 0) -> HttpResponse:
    """The whole hall, tables `?from=` `?to=` of it, or the timer of one table."""
    code = as_code(code)
    frame = frame_of(code)
    if frame is None:
        raise Http404
    forum = get_object_or_404(Forum, board=code)
    context = {
        "forum": forum, "frame": frame.html, "table": table,
        "first": table or small_number(request.GET.get("from")) or 1,
        "last": table or small_number(request.GET.get("to")) or 9999,
    }  # fmt: skip
    return render(request, "forums/board.html", context)


@require_safe
def board_now(request: HttpRequest, code: str) -> HttpResponse:
    """What the screens ask for every few seconds: 304 without a query while nothing has changed."""
    frame = frame_of(as_code(code))
    if frame is None:
        raise Http404
    answer = HttpResponse(frame.html)
    answer["ETag"] = frame.etag
    patch_cache_control(answer, public=True, no_cache=True)
    return cast(HttpResponse, get_conditional_response(request, etag=frame.etag, response=answer))


@login_required
@require_POST
def new_board(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new address for the screens; the old one shows nothing any more."""
    forum = organised_forum(request, pk)
    Forum.objects.filter(pk=pk).update(board=new_code())
    forget(forum.board)
    messages.success(
        request, _("The hall’s screen has a new address. Open it again on each screen.")
    )
    return redirect("forums:day", pk=forum.pk)


@login_required
@require_POST
def call(request: SignedInRequest, pk: int, registration: int) -> HttpResponse:
    """Call somebody to the table of their meeting now, or else their next one; `stop=1` ends the calls."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    row = get_object_or_404(forum.registrations.select_related("organisation"), pk=registration)
    if request.POST.get("stop"):
        row.calls.all().delete()
        forget(forum.board)
        messages.info(request, _("%(who)s is not called any more.") % {"who": row.organisation})
        return redirect("forums:day", pk=pk)
    meeting = row.next_meeting()
    if meeting is None:
        messages.warning(
            request, _("%(who)s has no meeting left to be called to.") % {"who": row.organisation}
        )
        return redirect("forums:day", pk=pk)
    slot: Slot = meeting.slot
    Call.objects.get_or_create(
        forum=forum, registration=row, slot=slot, table=meeting.table.number, defaults={"called_by": request.user}
    )  # fmt: skip
    forget(forum.board)
    words = {"who": row.organisation, "table": meeting.table.number, "time": slot}
    messages.success(
        request, _("%(who)s is called to table %(table)s (%(time)s) on the hall’s screen.") % words
    )
    return redirect("forums:day", pk=pk)
