"""Papers that people hand in: sniffed when they come, shown to nobody without asking, only ever saved."""

from __future__ import annotations

import io
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from producers.photos import open_photo

PDF = b"%PDF-"


def clean_paper(upload: UploadedFile) -> File:
    """A PDF as it is, a photo re-encoded without where it was taken; under a name of ours.

    Raises ValidationError for anything else, and for more than 8 MB.
    """
    if (upload.size or 0) > settings.PHOTO_MAX_BYTES:
        raise ValidationError(_("The file is larger than 8 MB. Take a smaller photo of the paper."))
    # What it is decides its content, not its name; the name it came with is not kept.
    name = uuid.uuid4().hex
    if upload.read(len(PDF)) == PDF:
        upload.seek(0)
        upload.name = f"{name}.pdf"
        return upload
    upload.seek(0)
    output = io.BytesIO()
    open_photo(upload, upload.size or 0).save(output, "JPEG", quality=85)
    return ContentFile(output.getvalue(), name=f"{name}.jpg")


def paper_answer(paper: FieldFile, name: str) -> FileResponse:
    """The paper to save under `name`, never shown inside the site. Http404 when there is none, or it is lost."""
    try:
        opened = paper.open("rb")
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    ending = (paper.name or "").rpartition(".")[2]
    answer = FileResponse(opened, as_attachment=True, filename=f"{name}.{ending}")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
