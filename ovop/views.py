"""The front page, each role's home, and the pages for when something is wrong."""

from __future__ import annotations

import sys
from typing import Any, cast

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.requests import SignedInRequest
from buyers.models import Need
from forums.models import Forum, Meeting, MeetingRequest, Registration
from insights.front import headline
from matching.models import Enquiry, Match
from ovop.first_steps import first_steps
from ovop.kernel.asking import is_api
from ovop.kernel.files import StorageAway
from ovop.kernel.visitors import kept_for_visitors
from producers.advice import advice_for
from producers.listing_forms import unfinished
from producers.models import Category, Certificate, Producer, Product, ProductViews, VisitRequest
from producers.models.certificates import REMIND_BEFORE
from producers.models.products import RENEWABLE_FROM
from producers.tiles import count_by_province, province_tiles

AWAY, RETRY_AFTER = (OperationalError, InterfaceError, StorageAway), 5  # seconds
MOST_ADVISED = 6  # products looked through for what would make them better


@require_safe
@kept_for_visitors(("catalogue", "figures", "forums"))
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader; for visitors what OVOP is and has."""
    if not request.user.is_authenticated:
        return _front_page(request)
    context = HOMES[Role(request.user.role)](cast(SignedInRequest, request))
    context["next_forum"] = _next_forum(request)
    context["first_steps"] = first_steps(request.user)
    return render(request, "ovop/home.html", context)


def _front_page(request: HttpRequest) -> HttpResponse:
    context = {
        "headline": headline(),
        "provinces": province_tiles(count_by_province(Product.objects.public())),
        "fields": Category.objects.filter(parent=None),
        "newest": Product.objects.public().for_cards()[:8],
        "next_forum": _next_forum(request),
    }
    return render(request, "ovop/front.html", context)


def _next_forum(request: HttpRequest) -> Forum | None:
    ahead = Forum.objects.visible_to(request.user).filter(last_day__gte=timezone.localdate())
    return (
        ahead.exclude(state__in=["finished", "archived"])
        .select_related("province")
        .order_by("day")
        .first()
    )


def _meetings_ahead(request: SignedInRequest) -> list[Meeting]:
    meetings = Meeting.objects.filter(
        timetable__state="published", slot__ends_at__gte=timezone.now()
    )
    own = request.user.organisations.all()
    mine = meetings.filter(producer__organisation__in=own) | meetings.filter(
        buyer__organisation__in=own
    )
    return list(mine.with_parties().order_by("slot__starts_at")[:3])


def _to_answer(request: SignedInRequest) -> int:
    """Meetings and enquiries that wait for the reader."""
    meetings = MeetingRequest.objects.to_answer(request.user).count()
    return meetings + Enquiry.objects.to_answer(request.user).count()


def _producer(request: SignedInRequest) -> dict[str, Any]:
    own = Product.objects.own(request.user)
    producers = Producer.objects.own(request.user)
    listed = list(
        own.exclude(state__in=[Product.State.SUBMITTED, Product.State.SUSPENDED])
        .select_related("category__parent")
        .prefetch_related("photos")[:MOST_ADVISED]
    )
    today = timezone.localdate()
    return {
        "has_profile": producers.exists(),
        "producer": producers.first(),
        "drafts": unfinished(producers)[:3],
        "renewable": own.public()
        .filter(renewal_asked_at=None, valid_until__range=(today, today + RENEWABLE_FROM))
        .order_by("valid_until")[:5],
        "ending": Certificate.objects.filter(
            producer__in=producers, valid_until__range=(today, today + REMIND_BEFORE)
        ),
        "visitors": VisitRequest.objects.filter(
            visit__producer__in=producers, state=VisitRequest.State.ASKED
        ).count(),
        "seen": ProductViews.in_last_days(own),
        "matched": Match.objects.filter(product__in=own).count(),
        "advice": advice_for(listed, Product.objects.public()),
        "products": own.count(),
        "registered": own.public().count(),
        "changes": own.filter(state=Product.State.CHANGES_REQUESTED).for_cards()[:3],
        "to_answer": _to_answer(request),
        "opportunities": Match.objects.visible_to(request.user)
        .filter(need__state=Need.State.OPEN)
        .count(),
        "meetings": _meetings_ahead(request),
    }


def _buyer(request: SignedInRequest) -> dict[str, Any]:
    own = Need.objects.own(request.user)
    return {
        "has_profile": request.user.organisations.filter(buyer__isnull=False).exists(),
        "needs": own.for_cards().exclude(state=Need.State.CLOSED)[:5],
        "to_answer": _to_answer(request),
        "meetings": _meetings_ahead(request),
    }


def _officer(request: SignedInRequest) -> dict[str, Any]:
    charge = Producer.objects.editable_by(request.user)
    return {
        "producers": charge.count(),
        "products": Product.objects.editable_by(request.user).count(),
        "latest": charge.select_related("organisation__village").order_by("-pk")[:5],
    }


def _staff(request: SignedInRequest) -> dict[str, Any]:
    forums = Forum.objects.editable_by(request.user)
    return {
        "waiting": Product.objects.reviewable_by(request.user).count(),
        "products": Product.objects.editable_by(request.user).public().count(),
        "producers": Producer.objects.editable_by(request.user).count(),
        "registrations": Registration.objects.filter(
            forum__in=forums, state=Registration.State.PENDING
        ).count(),
        "forums": forums.exclude(state__in=["finished", "archived"])
        .select_related("province")
        .order_by("day")[:5],
    }


HOMES = {
    Role.PRODUCER: _producer,
    Role.BUYER: _buyer,
    Role.OFFICER: _officer,
    Role.STAFF: _staff,
    Role.NATIONAL: _staff,
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the house's style."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 in the house's style."""
    return render(request, "403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies are off."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database or the files are away: no context processors, nothing that could fail again."""
    if isinstance(sys.exc_info()[1], AWAY):
        return _unavailable(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Programs and proxies read when to come again; people, that what they typed is still in the form."""
    answer: HttpResponse
    if is_api(request):
        answer = JsonResponse({"detail": "A part of the site does not answer. Nothing was changed. Try again in some seconds."})  # fmt: skip
    else:
        answer = HttpResponse(render_to_string("503.html"))
    answer.status_code = 503
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer
