"""What everybody sees of forums, and how an organisation registers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation, Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from accounts.scope import role_of
from forums.capacity import limits_of
from forums.forms import RegistrationForm
from forums.inviting import decline_invitation
from forums.models import Forum, Invitation, Registration
from forums.models.sides import Side
from forums.pairing import cancel_registration, register_organisation
from forums.views.entering import part_of
from ovop.kernel.states import StateConflict


@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Forums ahead, the nearest first; then those that were, with what came of them."""
    visible = Forum.objects.visible_to(request.user).select_related("province")
    today = timezone.localdate()
    over = Q(last_day__lt=today) | Q(state__in=[Forum.State.FINISHED, Forum.State.ARCHIVED])
    context = {
        "ahead": visible.exclude(over).order_by("day", "pk"),
        "past": visible.filter(over).order_by("-day", "-pk")[:50],
        "may_create": getattr(request.user, "reviews", False),
    }
    return render(request, "forums/forums.html", context)


@require_safe
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """One forum: when and where, who comes, and the reader's next step."""
    found = _visible_forum(request, pk)
    side = Side.PRODUCER if role_of(request.user) == Role.PRODUCER else Side.BUYER
    return _forum_page(request, found, RegistrationForm(forum=found, side=side))


def _visible_forum(request: HttpRequest, pk: int) -> Forum:
    forums = Forum.objects.visible_to(request.user).select_related("province")
    return get_object_or_404(forums, pk=pk)


def _forum_page(request: HttpRequest, found: Forum, form: RegistrationForm) -> HttpResponse:
    part = part_of(request.user, found)
    may_organise = part in ("main", "supporting")
    organisation = _own_organisation(request)
    registration = invitation = None
    if organisation:
        invitation = Invitation.objects.filter(forum=found, organisation=organisation).first()
        registration = Registration.objects.filter(forum=found, organisation=organisation).first()
    approved = Count("pk", filter=Q(state=Registration.State.APPROVED))
    counts = found.registrations.aggregate(
        producers=Count("pk", filter=Q(state=Registration.State.APPROVED, side=Side.PRODUCER)),
        buyers=Count("pk", filter=Q(state=Registration.State.APPROVED, side=Side.BUYER)),
        pending=Count("pk", filter=Q(state=Registration.State.PENDING)),
        approved=approved,
    )
    slots = list(found.slots.all())
    context = {
        "forum": found,
        "may_organise": may_organise,
        "may_lead": part == "main",
        "may_help": bool(part),
        "categories": list(found.categories.all()),
        "registration_ahead": found.registration_from
        and timezone.localdate() < found.registration_from,
        "organisation": organisation,
        "registration": registration,
        "invitation": invitation,
        "agreed": _agreed(found, registration),
        "most": _most(found, registration, len(slots)),
        "form": form,
        "counts": counts,
        "slots": slots,
        "table_count": found.tables.count(),
        "request_count": found.requests.live().count() if may_organise else 0,
        "published": found.published(),
    }
    return render(request, "forums/forum.html", context)


def _agreed(found: Forum, registration: Registration | None) -> int:
    """How many agreed requests the registered organisation has at the forum."""
    if registration is None:
        return 0
    side = {f"{registration.side}__organisation": registration.organisation_id}
    return found.requests.filter(state="accepted", **side).count()


def _most(found: Forum, registration: Registration | None, slots: int) -> int:
    """How many meetings the registered organisation can hold: its wish, the forum's limit, the time there is."""
    if registration is None:
        return 0
    in_all, in_session = limits_of(found, registration)
    sessions = found.slots.values("session").distinct().count() if in_session else 0
    limits = [
        in_all, in_session and in_session * sessions,
        (slots - len(registration.away)) * registration.seats,
    ]  # fmt: skip
    return min(limit for limit in limits if limit is not None)


def _own_organisation(request: HttpRequest) -> Organisation | None:
    if not request.user.is_authenticated or request.user.role not in (Role.PRODUCER, Role.BUYER):
        return None
    return Organisation.objects.of(request.user).first()


@roles_required(Role.PRODUCER, Role.BUYER)
@require_POST
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register one's organisation for a forum whose registration is open."""
    found = _visible_forum(request, pk)
    organisation = _own_organisation(request)
    if organisation is None:
        messages.info(request, _("First tell us who you are."))
        return redirect(
            "producers:profile" if request.user.role == Role.PRODUCER else "buyers:profile"
        )
    if not found.takes_registrations:
        messages.warning(request, _("Registration for this forum is not open."))
        return redirect(found)
    existing = Registration.objects.filter(forum=found, organisation=organisation).first()
    side = Side.PRODUCER if request.user.role == Role.PRODUCER else Side.BUYER
    form = RegistrationForm(request.POST, instance=existing, forum=found, side=side)
    if not form.is_valid():
        return _forum_page(request, found, form)
    registration = form.save(commit=False)
    registration.forum, registration.organisation = found, organisation
    registration.side = side
    registration.registered_by = request.user
    try:
        register_organisation(registration)
        messages.success(request, _("You are registered. The organisers will confirm your place."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(found)


@login_required
@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who was invited cannot come."""
    invitation = get_object_or_404(Invitation, organisation=_own_organisation(request), forum_id=pk)
    try:
        decline_invitation(invitation)
        messages.info(
            request, _("The organisers see that you cannot come. You may still register.")
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("forums:forum", pk=pk)


@login_required
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """The organisation does not come after all."""
    organisation = _own_organisation(request)
    registration = get_object_or_404(Registration, forum_id=pk, organisation=organisation)
    try:
        cancel_registration(registration)
        messages.success(request, _("Your registration is cancelled. You can register again."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("forums:forum", pk=pk)
