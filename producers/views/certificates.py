"""A producer's certificates: for the producer, and the officers and staff in charge."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from notices.sending import tell_staff
from producers.certificate_forms import CertificateForm, remove_paper
from producers.models import Certificate, Producer, Product
from producers.papers import paper_answer
from producers.views.enrolment import editable_producer


@roles_required(Role.PRODUCER)
@require_safe
def my_certificates(request: SignedInRequest) -> HttpResponse:
    """The way from the menu to one's own."""
    own = Producer.objects.own(request.user).first()
    return redirect("producers:certificates", pk=own.pk) if own else redirect("producers:profile")


@login_required
@require_safe
def certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the producer holds: in force, ending soon, ended."""
    producer = editable_producer(request, pk)
    found = producer.certificates.select_related("product").order_by("valid_until", "pk")
    return render(
        request, "producers/certificates.html", {"producer": producer, "certificates": found}
    )


@login_required
def edit_certificate(
    request: SignedInRequest, pk: int, certificate_pk: int | None = None
) -> HttpResponse:
    """Add one, or change one."""
    producer = editable_producer(request, pk)
    old = get_object_or_404(producer.certificates, pk=certificate_pk) if certificate_pk else None
    form = CertificateForm(
        request.POST or None, request.FILES or None, instance=old, producer=producer,
        user=request.user,
    )  # fmt: skip
    if form.is_valid():
        saved = form.save()
        if saved.confirmed_at is None:
            tell_staff(
                producer.organisation.province_id, "certificate_waiting",
                link=reverse("producers:certificates", args=[pk]), dedupe=f"seen:{saved.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
                producer=producer.organisation.names,
                certificate=str(saved),
            )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("producers:certificates", pk=pk)
    context = {"form": form, "producer": producer, "certificate": old}
    return render(request, "producers/certificate_form.html", context)


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def confirm_certificate(request: SignedInRequest, pk: int, certificate_pk: int) -> HttpResponse:
    """The staff have seen the paper: buyers see the certificate now."""
    certificate = get_object_or_404(editable_producer(request, pk).certificates, pk=certificate_pk)
    certificate.confirmed_at, certificate.confirmed_by = timezone.now(), request.user
    certificate.save(update_fields=["confirmed_at", "confirmed_by"])
    messages.success(request, _("Confirmed. Buyers see it now."))
    return redirect("producers:certificates", pk=pk)


@login_required
@require_POST
def delete_certificate(request: SignedInRequest, pk: int, certificate_pk: int) -> HttpResponse:
    """Remove one and its paper."""
    certificate = get_object_or_404(editable_producer(request, pk).certificates, pk=certificate_pk)
    paper, storage = certificate.file.name, certificate.file.storage
    with transaction.atomic():
        certificate.delete()
        if paper:
            remove_paper(storage, paper)
    messages.success(request, _("Removed."))
    return redirect("producers:certificates", pk=pk)


@login_required
@require_safe
def certificate_file(request: SignedInRequest, pk: int, certificate_pk: int) -> HttpResponseBase:
    """The paper itself, to save; never shown inside the site."""
    own = Producer.objects.editable_by(request.user)
    # A product made elsewhere than its producer lives is reviewed by the staff of that place.
    reviewed = Product.objects.editable_by(request.user).values("producer")
    found = Certificate.objects.filter(Q(producer__in=own) | Q(producer__in=reviewed))
    certificate = get_object_or_404(found, producer=pk, pk=certificate_pk)
    return paper_answer(certificate.file, f"{certificate.kind}-{certificate.pk}")
