"""Pages of the catalogue, of producers and of reviewers."""

from producers.views.catalogue import catalogue, product
from producers.views.certificates import (
    certificate_file,
    certificates,
    delete_certificate,
    edit_certificate,
    my_certificates,
)
from producers.views.enrolment import enrol, producer, producers
from producers.views.listing import add_listing_photo, create, discard, listing
from producers.views.photos import gallery, photo, product_photos
from producers.views.products import edit, mine, profile, renew, submit, withdraw
from producers.views.rating import edit_rubric, judge, rubrics
from producers.views.reviewing import (
    grant_renewal,
    register,
    request_changes,
    review,
    review_queue,
    suspend,
)

__all__ = [
    "add_listing_photo", "catalogue", "certificate_file", "certificates", "create",
    "delete_certificate", "discard", "edit", "edit_certificate", "edit_rubric", "enrol", "gallery",
    "grant_renewal", "judge", "listing", "mine", "my_certificates", "photo", "producer", "producers", "product", "product_photos", "profile", "register",
    "renew", "request_changes", "review", "review_queue", "rubrics", "submit", "suspend", "withdraw",
]  # fmt: skip
