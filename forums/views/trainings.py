"""Trainings: what is offered, signing up, who came, certificates."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation, Role, User
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from accounts.scope import role_of
from forums.certifying import certificates_paper
from forums.forms.training import PersonForm, TrainingForm
from forums.models import Topic, Training, TrainingPlace
from forums.telling import tell_place
from forums.views.papers import pdf_answer
from ovop.kernel.boxes import searched
from ovop.kernel.codes import as_code
from ovop.kernel.digits import small_number
from ovop.kernel.paper import in_readers_digits
from ovop.kernel.states import StateConflict

MOST_FOUND, PAST = 20, 30
OFFICERS = (Role.OFFICER, Role.STAFF, Role.NATIONAL)
State = TrainingPlace.State


@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """What is to come, what was; staff see their drafts too."""
    rows = Training.objects.visible_to(request.user).select_related("province")
    topic = request.GET.get("topic", "")
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    ahead = rows.filter(state__in=[Training.State.DRAFT, Training.State.OPEN]).order_by("starts_at")
    context = {
        "ahead": list(ahead), "past": list(rows.filter(state=Training.State.HELD)[:PAST]), "topic": topic,
        "topics": Topic.choices, "may_create": role_of(request.user) in (Role.STAFF, Role.NATIONAL),
    }  # fmt: skip
    return render(request, "forums/trainings.html", context)


@roles_required(Role.STAFF, Role.NATIONAL)
def edit_training(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """A new training, `?topic=` chosen already, or one that is changed."""
    row = get_object_or_404(Training.objects.editable_by(request.user), pk=pk) if pk else None
    topic = request.GET.get("topic", "")
    initial = {"topic": topic, "name_km": "", "name_en": ""} if topic in Topic.values else {}
    form = TrainingForm(request.POST or None, instance=row, user=request.user, initial=initial)
    if form.is_valid():
        if row is None:
            form.instance.created_by = request.user
        saved: Training = form.save()
        for place in saved.fill_up():
            _seat_is_free(place)
        messages.success(request, _("Saved."))
        return redirect(saved)
    return render(request, "forums/training_form.html", {"form": form, "training": row})


def _seat_is_free(place: TrainingPlace) -> None:
    tell_place(place, "training_seat", training=place.training.names, who=place.name)


@require_safe
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, one's own places, and for its staff everybody's; `?q=` finds whom to add."""
    found = get_object_or_404(Training.objects.visible_to(request.user).select_related("province"), pk=pk)  # fmt: skip
    return _page(request, found, PersonForm(initial={"name": _own_name(request)}))


def _own_name(request: HttpRequest) -> str:
    return getattr(request.user, "full_name", "")


def _page(request: HttpRequest, found: Training, form: PersonForm) -> HttpResponse:
    places = found.places.exclude(state=State.CANCELLED).select_related("organisation", "officer")
    may_edit = _may_edit(request, found)
    asked = searched(request)
    own = _own(request)
    mine = [place for place in places if _is_for(request, place, own)]
    context = {
        "training": found, "form": form, "mine": mine, "may_edit": may_edit, "q": asked,
        "places": list(places) if may_edit else [], "taken": sum(place.state != State.WAITING for place in places),
        "found": _found(request, asked) if may_edit and asked else [],
        "may_sign_up": found.state == Training.State.OPEN and _is_meant(request, found),
    }  # fmt: skip
    return render(request, "forums/training.html", context)


def _found(request: HttpRequest, asked: str) -> list[Organisation]:
    rows = Organisation.objects.called(asked, request.user).filter(producer__isnull=False)
    return list(rows.select_related("province", "district").order_by("name_km", "pk")[:MOST_FOUND])


def _may_edit(request: HttpRequest, found: Training) -> bool:
    return Training.objects.editable_by(request.user).filter(pk=found.pk).exists()


def _own(request: HttpRequest) -> set[int]:
    return set(Organisation.objects.of(request.user).values_list("pk", flat=True))


def _is_for(request: HttpRequest, place: TrainingPlace, own: set[int]) -> bool:
    """Whether it is the reader's own seat, or one of their organisations (`own`), whoever signed up."""
    return place.organisation_id in own or (
        request.user.is_authenticated and place.officer_id == request.user.pk
    )


def _is_meant(request: HttpRequest, found: Training) -> bool:
    whose = _whose(request)
    audience = (
        Training.Audience.OFFICERS if isinstance(whose, User) else Training.Audience.PRODUCERS
    )
    return whose is not None and found.audience in (audience, Training.Audience.BOTH)


def _whose(request: HttpRequest) -> Organisation | User | None:
    """For whom the reader signs up: their organisation, or themselves as an officer."""
    if role_of(request.user) in OFFICERS:
        assert isinstance(request.user, User)
        return request.user
    return Organisation.objects.of(request.user).filter(producer__isnull=False).first()


@login_required
@require_POST
def sign_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """A seat for somebody of one's own; staff also for a producer found (`organisation`)."""
    found = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    form = PersonForm(request.POST)
    key = small_number(request.POST.get("organisation"))
    editable = _may_edit(request, found)
    makers = Organisation.objects.filter(producer__isnull=False)
    whose = get_object_or_404(makers, pk=key) if key and editable else _whose(request)
    if whose is None:
        messages.info(request, _("First tell us who you are."))
        return redirect("producers:profile")
    if not form.is_valid():
        return _page(request, found, form)
    who = {"organisation": whose} if isinstance(whose, Organisation) else {"officer": whose}
    try:
        place = found.sign_up(**who, name=form.cleaned_data["name"], by=request.user)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        text = _("%(who)s has a seat.") if place.state == State.SIGNED_UP else _("It is full: %(who)s is on the waiting list.")  # fmt: skip
        messages.success(request, text % {"who": place.name})
    return redirect(found)


@login_required
@require_POST
def give_back(request: SignedInRequest, pk: int, place: int) -> HttpResponse:
    """Somebody cannot come; the first who waits gets the seat and is told."""
    found = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(found.places.all(), pk=place)
    if not _may_edit(request, found) and not _is_for(request, row, _own(request)):
        raise Http404
    try:
        next_one = found.give_back(row)
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
        return redirect(found)
    if next_one:
        _seat_is_free(next_one)
    messages.success(request, _("%(who)s does not come.") % {"who": row.name})
    return redirect(found)


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def step_training(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Open it, say that it was held, or cancel it."""
    found = get_object_or_404(Training.objects.editable_by(request.user), pk=pk)
    steps = {"open": found.open_up, "hold": found.hold, "cancel": found.cancel}
    if action not in steps:
        raise Http404
    try:
        steps[action]()
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        if action == "cancel":
            for place in found.places.filter(state__in=[State.SIGNED_UP, State.WAITING]):
                tell_place(
                    place, "training_cancelled", dedupe=f"training-cancelled:{place.pk}", training=found.names
                )  # fmt: skip
    return redirect(found)


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def attendance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who came (`came`, keys of places); everybody else with a seat did not. Can be corrected."""
    found = get_object_or_404(Training.objects.editable_by(request.user), pk=pk)
    if found.state != Training.State.HELD:
        messages.warning(request, _("Say first that it was held."))
        return redirect(found)
    came = set(request.POST.getlist("came"))
    noted = 0
    for place in found.places.exclude(state=State.CANCELLED):
        here = str(place.pk) in came
        if here or place.state != State.WAITING:
            try:
                place.note(here)
            except StateConflict:
                continue  # given back at this very moment
            noted += here
    text = ngettext("%(n)s person was there.", "%(n)s people were there.", noted)
    messages.success(request, text % {"n": noted})
    return redirect(found)


@login_required
@require_safe
@in_readers_digits
def certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    """The certificates of who was there: `?place=` one, else all (staff)."""
    found = get_object_or_404(Training.objects.visible_to(request.user).select_related("province"), pk=pk)  # fmt: skip
    rows = found.places.filter(state=State.ATTENDED)
    if not _may_edit(request, found):
        own = request.user.organisations.values_list("pk", flat=True)
        rows = rows.filter(signed_up_by=request.user) | rows.filter(organisation__in=list(own))
    if key := small_number(request.GET.get("place")):
        rows = rows.filter(pk=key)
    people = list(rows.distinct().select_related("organisation"))
    if not people:
        raise Http404
    return pdf_answer(certificates_paper(found, people), f"certificates-{pk}")


@require_safe
def check_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine: who, what, when. For whoever holds the paper."""
    place = (
        TrainingPlace.objects.filter(code=as_code(code), state=State.ATTENDED)
        .select_related("training__province")
        .first()
    )
    status = 200 if place else 404
    return render(request, "forums/certificate_check.html", {"place": place, "code": code}, status=status)  # fmt: skip
