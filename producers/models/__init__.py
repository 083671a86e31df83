"""Producers and what they make."""

from producers.models.categories import Category
from producers.models.certificates import Certificate, CertificateKind
from producers.models.claims import Claim
from producers.models.imports import ImportBatch, ImportRow, ImportRun
from producers.models.listings import ListingDraft
from producers.models.photos import ProductPhoto
from producers.models.producers import Producer
from producers.models.products import Packaging, Product
from producers.models.ratings import Rating, Rubric, RubricCriterion
from producers.models.reviews import ProductReview, RegistrationCounter, ReviewRemark, Submission

__all__ = [
    "Category", "Certificate", "CertificateKind", "Claim", "ImportBatch", "ImportRow", "ImportRun",
    "ListingDraft", "Packaging", "Producer", "Product", "ProductPhoto", "ProductReview", "Rating",
    "RegistrationCounter", "ReviewRemark", "Rubric", "RubricCriterion", "Submission",
]  # fmt: skip
