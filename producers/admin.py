"""The technical administration of producers; daily work has its own pages."""

from django.contrib import admin

from producers.models import (
    Category,
    Certificate,
    MarketRule,
    Producer,
    Product,
    ProductTerm,
    Visit,
)


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ["code", "name_km", "name_en", "parent", "position"]
    list_filter = ["parent"]


@admin.register(Producer)
class ProducerAdmin(admin.ModelAdmin):
    raw_id_fields = ["organisation", "enrolled_by"]


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["name_km", "name_en", "state", "registration_number", "province"]
    list_filter = ["state", "province"]
    raw_id_fields = ["producer", "village"]


@admin.register(ProductTerm)
class ProductTermAdmin(admin.ModelAdmin):
    list_display = ["words_en", "words_km", "category"]
    list_filter = ["category"]
    search_fields = ["words_en", "words_km"]


admin.site.register(Certificate)
admin.site.register(MarketRule)
admin.site.register(Visit)
