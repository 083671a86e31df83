"""The two-level tree of OVOP's fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ovop.kernel.naming import BilingualName


class Category(BilingualName):
    """A field (no parent) or a kind of product within one. `icon` names a symbol of the sprite."""

    code = models.SlugField(primary_key=True, max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    icon = models.CharField(max_length=40, default="box-seam")
    position = models.PositiveSmallIntegerField(default=0)
    synonyms = models.TextField(blank=True, help_text=_("other words for it, in both languages"))

    class Meta(BilingualName.Meta):
        ordering = ["position", "code"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    @property
    def field(self) -> "Category":
        """The top-level field this category belongs to."""
        return self.parent or self

    @property
    def token(self) -> str:
        """A word of its own in the index, so that a category is searched like any other word."""
        return "kind" + "".join(filter(str.isalnum, self.code))
