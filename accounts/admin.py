"""The technical administration of people."""

from django.contrib import admin

from accounts.models import Invitation, Membership, Organisation, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["full_name", "role", "province", "is_active"]
    list_filter = ["role", "province"]
    search_fields = ["full_name"]
    raw_id_fields = ["district", "commune"]
    exclude = ["password", "user_permissions", "groups"]


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name_km", "name_en", "kind", "province"]
    raw_id_fields = ["district", "commune", "village"]


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["role", "province", "created_at", "accepted_at"]
    raw_id_fields = ["district", "commune", "invited_by"]


admin.site.register(Membership)
