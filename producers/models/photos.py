"""Photos of a product, re-encoded so that a phone on a slow line can load them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from producers.models.products import Product


class ProductPhoto(models.Model):
    """One photo: `image` at most 1200 px wide, `thumbnail` at most 480 px, both WebP."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="photos/%Y/%m")
    thumbnail = models.ImageField(upload_to="photos/%Y/%m")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.image.name or ""
