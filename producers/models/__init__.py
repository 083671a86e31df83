"""Producers and what they make."""

from producers.models.categories import Category
from producers.models.certificates import Certificate, CertificateKind
from producers.models.photos import ProductPhoto
from producers.models.producers import Producer
from producers.models.products import Product
from producers.models.reviews import ProductReview, RegistrationCounter

__all__ = [
    "Category",
    "Certificate",
    "CertificateKind",
    "Producer",
    "Product",
    "ProductPhoto",
    "ProductReview",
    "RegistrationCounter",
]
