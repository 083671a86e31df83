"""The technical administration of buyers; daily work has its own pages."""

from django.contrib import admin

from buyers.models import Buyer, Need


@admin.register(Buyer)
class BuyerAdmin(admin.ModelAdmin):
    raw_id_fields = ["organisation"]


@admin.register(Need)
class NeedAdmin(admin.ModelAdmin):
    list_display = ["name_km", "name_en", "state", "quantity", "unit", "province"]
    list_filter = ["state", "province"]
    raw_id_fields = ["buyer"]
