"""Needs in the API: the same scope and filters as the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, permissions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from buyers.filters import NeedFilter
from buyers.models import Buyer, Need
from ovop.kernel.money import PriceField, keep_currency
from ovop.text import query_terms
from places.models import District
from producers.models import CertificateKind


class NeedSerializer(serializers.ModelSerializer[Need]):
    """A need. On creation `buyer` must be one the caller acts for."""

    price_ceiling = PriceField(
        max_digits=12, decimal_places=2, min_value=Decimal("0.01"), required=False, allow_null=True
    )
    price_ceiling_currency = serializers.ChoiceField(
        choices=settings.CURRENCY_CHOICES, default="KHR"
    )
    certificates_required = serializers.ListField(
        child=serializers.ChoiceField(choices=CertificateKind.choices), required=False
    )
    certificates_wished = serializers.ListField(
        child=serializers.ChoiceField(choices=CertificateKind.choices), required=False
    )
    months = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=12), required=False, max_length=12
    )
    buyer_name = serializers.CharField(source="buyer.organisation.name", read_only=True)

    class Meta:
        model = Need
        fields = [
            "id", "buyer", "buyer_name", "name_km", "name_en", "category", "details", "quantity",
            "unit", "period", "months", "province", "district", "origin", "price_ceiling",
            "price_ceiling_currency", "certificates_required", "certificates_wished",
            "sample_wanted", "deadline", "visibility", "state", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = ["state"]

    def validate_buyer(self, buyer: Buyer) -> Buyer:
        user = self.context["request"].user
        if not Buyer.objects.editable_by(user).filter(pk=buyer.pk).exists():
            raise serializers.ValidationError(_("You do not act for this buyer."))
        if self.instance is not None and self.instance.buyer_id != buyer.pk:
            raise serializers.ValidationError(_("A need stays with its buyer."))
        return buyer

    def validate(self, data: dict[str, object]) -> dict[str, object]:
        names = " ".join(
            str(data.get(name, getattr(self.instance, name, ""))) for name in ("name_km", "name_en")
        )
        if not query_terms(names):
            raise serializers.ValidationError(
                {"name_km": _("Say in words what you look for, for example “smoked fish”.")}
            )
        deadline = data.get("deadline")
        if isinstance(deadline, date) and deadline < timezone.localdate():
            raise serializers.ValidationError(
                {"deadline": _("That day has passed. Choose a later one.")}
            )
        province = data.get("province", getattr(self.instance, "province", None))
        district = data.get("district", getattr(self.instance, "district", None))
        if isinstance(district, District) and district.province != province:
            raise serializers.ValidationError(
                {"district": _("This district lies in another province.")}
            )
        keep_currency(self, data, "price_ceiling")
        return data


class NeedViewSet(
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    viewsets.ReadOnlyModelViewSet[Need],
):
    """Needs the caller may see: a producer the open ones, a buyer their own."""

    queryset = Need.objects.none()
    serializer_class = NeedSerializer
    filterset_class = NeedFilter
    permission_classes = [permissions.IsAuthenticated]
    http_method_names = ["get", "post", "patch", "head", "options"]

    def get_queryset(self) -> QuerySet[Need]:
        needs = Need.objects.select_related("buyer__organisation")
        if self.action in ("partial_update", "open"):
            return needs.editable_by(self.request.user)
        return needs.visible_to(self.request.user)

    def perform_update(self, serializer: serializers.BaseSerializer[Need]) -> None:
        need = serializer.instance
        if isinstance(need, Need) and need.is_over:
            raise serializers.ValidationError(
                {"state": _("This need is over. Post a new one instead.")}
            )
        serializer.save()

    @extend_schema(request=None, responses=NeedSerializer)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, pk: str | None = None) -> Response:
        """Publish a draft, or resume after a pause."""
        need = self.get_object()
        need.open()
        return Response(self.get_serializer(need).data)
