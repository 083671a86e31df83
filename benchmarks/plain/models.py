"""Some columns of the products' table."""

from django.db import models


class Row(models.Model):
    name_km = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    registered_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "producers_product"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name_en
