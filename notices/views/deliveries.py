"""How messages are delivered, for those who answer for it; sending failed ones again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from notices.models import Channel, ChannelHealth, Notice
from notices.querysets import NoticeQuerySet
from notices.sending import wake_delivery
from notices.texts import SECRETS
from notices.ways import is_set_up
from ovop.kernel.boxes import searched
from ovop.kernel.waiting import STILL_NEWS
from ovop.text import latin_digits

PAGE_SIZE = 30
LOOKS_BACK = timedelta(days=30)
State = Notice.State


@roles_required(Role.STAFF, Role.NATIONAL)
@require_safe
def deliveries(request: SignedInRequest) -> HttpResponse:
    """The last 30 days' messages, the newest first, with what became of each."""
    recent = _recent(request)
    counts = recent.aggregate(
        all=Count("pk"), pending=Count("pk", filter=Q(state=State.PENDING)),
        sent=Count("pk", filter=Q(state=State.SENT)), quarantined=Count("pk", filter=Q(state=State.QUARANTINED)),
    )  # fmt: skip
    state, channel, q = request.GET.get("state", ""), request.GET.get("way", ""), searched(request)
    found = _narrowed(recent, state, channel, q)
    page = Paginator(found.select_related("recipient", "province"), PAGE_SIZE)
    page_obj = page.get_page(request.GET.get("page"))
    used = set(recent.order_by().values_list("channel", flat=True).distinct())
    context = {
        "page": page_obj, "counts": counts, "q": q,
        "state": state if state in State.values else "", "way": channel if channel in Channel.values else "",
        "states": [(value, label, counts[value]) for value, label in State.choices],
        "ways": [(value, label) for value, label in Channel.choices if value in used],
        "health": _health(), "days": LOOKS_BACK.days, "not_again": SECRETS,
    }  # fmt: skip
    return render(request, "notices/deliveries.html", context)


def _recent(request: SignedInRequest) -> NoticeQuerySet:
    since = timezone.now() - LOOKS_BACK
    return Notice.objects.overseen_by(request.user).filter(created_at__gt=since)


def _narrowed(rows: NoticeQuerySet, state: str, channel: str, q: str) -> NoticeQuerySet:
    if state in State.values:
        rows = rows.filter(state=state)
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    if q:
        digits = latin_digits(q).replace(" ", "").removeprefix("0")
        who = Q(recipient__full_name__icontains=q)
        if digits.isdecimal() and len(digits) >= 3:
            who |= Q(phone__endswith=digits)
        rows = rows.filter(who)
    return rows


def _health() -> list[dict[str, object]]:
    """Each way of this platform and how it works."""
    used = ChannelHealth.objects.in_bulk()
    ways = (Channel.SMS, Channel.TELEGRAM, Channel.EMAIL, Channel.CONSOLE)
    return [
        {"label": way.label, "there": is_set_up(way), "row": used.get(way)}
        for way in ways
        if way != Channel.CONSOLE or is_set_up(way)
    ]


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try a failed message again from the start."""
    notice = get_object_or_404(Notice.objects.overseen_by(request.user), pk=pk)
    if notice.kind in SECRETS:
        messages.info(request, _("A code is not sent again: the person asks for a new one."))
    elif Notice.objects.filter(pk=pk).try_again():
        wake_delivery({notice.channel})
        messages.success(request, _("It is tried again now."))
    else:
        messages.info(request, _("This message is on its way already."))
    return _back(request)


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def send_all_again(request: SignedInRequest) -> HttpResponse:
    """Try again what failed in the last three days and was not told by phone; after a gateway was mended."""
    failed = _recent(request).filter(state=State.QUARANTINED)
    failed = failed.filter(created_at__gt=timezone.now() - STILL_NEWS).exclude(kind__in=SECRETS)
    failed = failed.exclude(_told_instead())
    channels = set(failed.order_by().values_list("channel", flat=True).distinct())
    again = failed.try_again()
    wake_delivery(channels)
    text = ngettext("%(n)s message is tried again.", "%(n)s messages are tried again.", again)
    messages.success(request, text % {"n": again})
    return _back(request)


def _told_instead() -> Exists:
    """Whether the person was told by phone because this message did not arrive."""
    key = Concat(Value("instead-of:"), Cast(OuterRef("pk"), CharField()))
    return Exists(Notice.objects.filter(dedupe_key=key))


def _back(request: SignedInRequest) -> HttpResponse:
    """To the list as it was narrowed."""
    there = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return redirect(there if inside and there.startswith("/notices/") else "notices:deliveries")
