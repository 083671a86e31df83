"""The technical administration of forums; daily work has its own pages."""

from django.contrib import admin

from forums.models import Forum, MeetingRequest, Registration


@admin.register(Forum)
class ForumAdmin(admin.ModelAdmin):
    list_display = ["name_km", "name_en", "province", "day", "state"]


@admin.register(Registration)
class RegistrationAdmin(admin.ModelAdmin):
    list_display = ["organisation", "forum", "side", "state"]
    raw_id_fields = ["organisation"]


@admin.register(MeetingRequest)
class MeetingRequestAdmin(admin.ModelAdmin):
    list_display = ["producer", "buyer", "forum", "state"]
    raw_id_fields = ["producer", "buyer", "product", "need", "asked_by"]
