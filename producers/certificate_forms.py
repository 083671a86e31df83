"""A certificate and its paper, which only the producer and the staff may see."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from producers.models import Certificate, Producer
from producers.photos import check_photo

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

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
            # What it is decides its content, not its name; the name it came with is not kept.
            if upload.read(len(PDF)) == PDF:
                ending = "pdf"
            else:
                upload.seek(0)
                ending = str(check_photo(upload, upload.size or 0).format).lower()
            upload.seek(0)
            upload.name = f"{uuid.uuid4().hex}.{ending}"
        return upload

    def save(self, commit: bool = True) -> Certificate:
        """A new date of ending is reminded of anew."""
        if "valid_until" in self.changed_data:
            self.instance.reminded_at = None
        saved: Certificate = super().save(commit)
        return saved
