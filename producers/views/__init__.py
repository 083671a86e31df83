"""Pages of the catalogue, of producers and of reviewers."""

from producers.views.catalogue import catalogue, photo, product
from producers.views.enrolment import enrol, producer, producers
from producers.views.listing import create, delete_photo, edit, mine, profile, submit, withdraw
from producers.views.reviewing import register, request_changes, review, review_queue, suspend

__all__ = [
    "catalogue", "create", "delete_photo", "edit", "enrol", "mine", "photo", "producer", "producers",
    "product", "profile", "register", "request_changes", "review", "review_queue", "submit",
    "suspend", "withdraw",
]  # fmt: skip
