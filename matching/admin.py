"""The technical administration of the engine; daily work has its own pages."""

from django.contrib import admin

from matching.models import Block, Enquiry, Judgement


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin):
    list_display = ["producer", "buyer", "reason", "made_by", "made_at"]
    raw_id_fields = ["producer", "buyer", "made_by"]


@admin.register(Enquiry)
class EnquiryAdmin(admin.ModelAdmin):
    list_display = ["producer", "buyer", "product", "need", "state", "turn"]
    raw_id_fields = ["producer", "buyer", "product", "need", "asked_by"]


@admin.register(Judgement)
class JudgementAdmin(admin.ModelAdmin):
    list_display = ["need", "product", "user", "good", "made_at"]
    raw_id_fields = ["need", "product", "user"]
