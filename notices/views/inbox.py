"""A person's inbox."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from notices.models import Notice


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The last hundred notices; the unread ones stand out."""
    notices = Notice.objects.visible_to(request.user)[:100]
    return render(request, "notices/inbox.html", {"notices": notices})


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=pk, read_at__isnull=True).update(read_at=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if inside and notice.link else "notices:inbox")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything read."""
    Notice.objects.visible_to(request.user).unread().update(read_at=timezone.now())
    return redirect("notices:inbox")
