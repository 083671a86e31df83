"""A certificate and its paper, which only the producer and the staff may see."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from producers.models import Certificate, Producer
from producers.photos import open_photo

PDF = b"%PDF-"
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CertificateForm(forms.ModelForm):
    """Kind, number, issuer, validity, paper."""

    class Meta:
        model = Certificate
        fields = ["kind", "product", "number", "issuer", "valid_from", "valid_until", "file"]
        widgets = {
            "valid_from": DATE,
            "valid_until": DATE,
            "file": forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        }
        labels = {"product": _("for which product")}

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
            if (upload.size or 0) > settings.PHOTO_MAX_BYTES:
                raise forms.ValidationError(
                    _("The file is larger than 8 MB. Take a smaller photo of the paper.")
                )
            # What it is decides its content, not its name; the name it came with is not kept. A
            # photo is re-encoded: where it was taken is nobody's business.
            name = uuid.uuid4().hex
            if upload.read(len(PDF)) == PDF:
                upload.seek(0)
                upload.name = f"{name}.pdf"
                return upload
            upload.seek(0)
            output = io.BytesIO()
            open_photo(upload, upload.size or 0).save(output, "JPEG", quality=85)
            return ContentFile(output.getvalue(), name=f"{name}.jpg")
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
