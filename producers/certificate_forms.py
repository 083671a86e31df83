"""A certificate and its paper, which only the producer and the staff may see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ovop.kernel.boxes import DayInput
from producers.models import Certificate, Producer
from producers.papers import clean_paper


class CertificateForm(forms.ModelForm):
    """Kind, number, issuer, validity, paper."""

    class Meta:
        model = Certificate
        fields = ["kind", "product", "number", "issuer", "valid_from", "valid_until", "file"]
        widgets = {
            "valid_from": DayInput(),
            "valid_until": DayInput(),
            "file": forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        }
        labels = {"product": _("For which product")}

    def __init__(self, *args: Any, producer: Producer, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.old_paper = self.instance.file.name if self.instance.pk else ""
        self.instance.producer = producer
        products = self.fields["product"]
        products.queryset = producer.products.order_by("pk")  # type: ignore[attr-defined]
        products.empty_label = _("Everything they make")  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if isinstance(upload, UploadedFile):
            return clean_paper(upload)
        return upload

    @transaction.atomic
    def save(self, commit: bool = True) -> Certificate:
        """Save; whoever reviews vouches for it, anybody else's word waits for the staff.

        A new date of ending is reminded of anew, and a replaced paper goes.
        """
        if "valid_until" in self.changed_data:
            self.instance.reminded_at = None
        self.instance.confirmed_at = timezone.now() if self.user.reviews else None
        self.instance.confirmed_by = self.user if self.user.reviews else None
        saved: Certificate = super().save(commit)
        if self.old_paper and self.old_paper != saved.file.name:
            remove_paper(saved.file.storage, self.old_paper)
        return saved


def remove_paper(storage: Storage, name: str) -> None:
    """Delete a stored paper once that is certain."""
    transaction.on_commit(lambda: storage.delete(name))
