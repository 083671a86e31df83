"""Producers and what they make."""

from producers.models.categories import Category
from producers.models.certificates import Certificate, CertificateKind
from producers.models.claims import Claim
from producers.models.imports import ImportBatch, ImportRow, ImportRun
from producers.models.listings import ListingDraft
from producers.models.markets import Market, MarketRule
from producers.models.page_views import ProductViews
from producers.models.photos import ProductPhoto
from producers.models.producers import Producer
from producers.models.products import Packaging, Product
from producers.models.ratings import Rating, Rubric, RubricCriterion
from producers.models.reviews import ProductReview, RegistrationCounter, ReviewRemark, Submission
from producers.models.searching import ProductTerm, SearchStatistics, SearchTerm
from producers.models.visits import Visit, VisitRequest, Weekday

__all__ = [
    "Category", "Certificate", "CertificateKind", "Claim", "ImportBatch", "ImportRow", "ImportRun",
    "ListingDraft", "Market", "MarketRule", "Packaging", "Producer", "Product", "ProductPhoto", "ProductReview", "ProductTerm", "ProductViews", "Rating",
    "RegistrationCounter", "ReviewRemark", "Rubric", "RubricCriterion", "SearchStatistics", "SearchTerm", "Submission", "Visit", "VisitRequest", "Weekday",
]  # fmt: skip
