"""Pages of the catalogue, of producers and of reviewers."""

from producers.views.catalogue import (
    catalogue,
    link_image,
    product,
    product_pdf,
    qr,
    suggestions,
)
from producers.views.certificates import (
    certificate_file,
    certificates,
    confirm_certificate,
    delete_certificate,
    edit_certificate,
    my_certificates,
)
from producers.views.claiming import claim, print_claim
from producers.views.enrolment import enrol, producer, producers
from producers.views.export_readiness import export_readiness
from producers.views.importing import (
    choose_import_rows,
    import_batch,
    import_progress,
    import_result,
    import_template,
    imports,
    match_import,
    mend_import_row,
    rematch_import,
    stop_import,
    undo_import,
)
from producers.views.listing import add_listing_photo, create, discard, listing
from producers.views.photos import gallery, photo, product_photos
from producers.views.places import province, village
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
from producers.views.visits import answer_visit, ask_visit, edit_visit, visits

__all__ = [
    "add_listing_photo",
    "answer_visit",
    "ask_visit",
    "catalogue",
    "certificate_file",
    "certificates",
    "choose_import_rows",
    "claim",
    "confirm_certificate",
    "create",
    "delete_certificate",
    "discard",
    "edit",
    "edit_certificate",
    "edit_rubric",
    "edit_visit",
    "enrol",
    "export_readiness",
    "gallery",
    "grant_renewal",
    "import_batch",
    "import_progress",
    "import_result",
    "import_template",
    "imports",
    "judge",
    "link_image",
    "listing",
    "match_import",
    "mend_import_row",
    "mine",
    "my_certificates",
    "photo",
    "print_claim",
    "producer",
    "producers",
    "product",
    "product_pdf",
    "product_photos",
    "profile",
    "province",
    "qr",
    "register",
    "rematch_import",
    "renew",
    "request_changes",
    "review",
    "review_queue",
    "rubrics",
    "stop_import",
    "submit",
    "suggestions",
    "suspend",
    "undo_import",
    "village",
    "visits",
    "withdraw",
]  # fmt: skip
