"""Producers and products in the API: the same scope and filters as the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from djmoney.money import Money
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from ovop.kernel.money import PriceField, keep_currency
from producers.filters import ProductFilter
from producers.models import Category, Producer, Product
from producers.submitting import submit_product
from producers.telling import tell_of_change


class CategorySerializer(serializers.ModelSerializer[Category]):
    class Meta:
        model = Category
        fields = ["code", "parent", "name_km", "name_en"]


class ProducerSerializer(serializers.ModelSerializer[Producer]):
    """The public face: no phone, no exact address."""

    name_km = serializers.CharField(source="organisation.name_km", read_only=True)
    name_en = serializers.CharField(source="organisation.name_en", read_only=True)
    kind = serializers.CharField(source="organisation.kind", read_only=True)
    province = serializers.CharField(source="organisation.province_id", read_only=True)
    district = serializers.CharField(source="organisation.district_id", read_only=True)

    class Meta:
        model = Producer
        fields = [
            "id", "name_km", "name_en", "kind", "province", "district", "women_led", "members_count",
            "story_km", "story_en",
        ]  # fmt: skip


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product. On creation `producer` must be one the caller acts for or is in charge of."""

    price = PriceField(max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    price_currency = serializers.ChoiceField(choices=settings.CURRENCY_CHOICES, default="KHR")
    monthly_supply = serializers.ListField(
        child=serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0),
        min_length=12, max_length=12, help_text="twelve amounts in `unit`, January first",
    )  # fmt: skip
    producer_name = serializers.CharField(source="producer.organisation.name", read_only=True)
    photos = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields = [
            "id", "producer", "producer_name", "category", "name_km", "name_en", "description_km",
            "description_en", "province", "district", "commune", "village", "unit", "price",
            "price_to", "price_currency", "minimum_order", "monthly_supply", "lead_time_days",
            "packaging_kind", "packaging", "shelf_life_days", "state", "registration_number",
            "valid_until", "stars", "photos", "version",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = [
            "province", "district", "commune", "state", "registration_number", "valid_until", "stars",
            "version",
        ]  # fmt: skip

    def get_photos(self, product: Product) -> list[str]:
        return [photo.image.url for photo in product.photos.all() if photo.is_ready]

    def validate_category(self, category: Category) -> Category:
        if category.parent_id is None:
            raise serializers.ValidationError(_("Choose a kind of product within this field."))
        return category

    def validate_producer(self, producer: Producer) -> Producer:
        user = self.context["request"].user
        if not Producer.objects.editable_by(user).filter(pk=producer.pk).exists():
            raise serializers.ValidationError(_("You do not act for this producer."))
        if self.instance is not None and self.instance.producer_id != producer.pk:
            raise serializers.ValidationError(_("A product stays with its producer."))
        return producer

    def validate(self, data: dict[str, object]) -> dict[str, object]:
        names = [
            data.get(name, getattr(self.instance, name, "")) for name in ("name_km", "name_en")
        ]
        if not any(str(name).strip() for name in names):
            raise serializers.ValidationError(
                {"name_km": _("Write the name in Khmer or in English.")}
            )
        keep_currency(self, data, "price")
        self._check_range(data)
        supply = data.get("monthly_supply")
        if isinstance(supply, list) and not any(supply):
            raise serializers.ValidationError(
                {"monthly_supply": _("Mark at least one month in which you can supply it.")}
            )
        return data

    def _check_range(self, data: dict[str, object]) -> None:
        price = data.get("price", getattr(self.instance, "price", None))
        highest = data.get("price_to", getattr(self.instance, "price_to", None))
        if isinstance(price, Money) and isinstance(highest, Decimal) and highest < price.amount:
            raise serializers.ValidationError(
                {"price_to": _("The highest price is below the lowest.")}
            )


class CategoryViewSet(viewsets.ReadOnlyModelViewSet[Category]):
    """OVOP's fields and the kinds of product within them."""

    queryset = Category.objects.all()
    serializer_class = CategorySerializer
    filterset_fields = ["parent"]


class ProducerViewSet(viewsets.ReadOnlyModelViewSet[Producer]):
    """Producers with a registered product, and those the caller may see."""

    queryset = Producer.objects.none()
    serializer_class = ProducerSerializer

    def get_queryset(self) -> QuerySet[Producer]:
        return (
            Producer.objects.visible_to(self.request.user)
            .select_related("organisation")
            .order_by("pk")
        )


class ProductViewSet(
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    viewsets.ReadOnlyModelViewSet[Product],
):
    """The catalogue; signed in also one's own drafts by `?mine=true`."""

    queryset = Product.objects.none()
    serializer_class = ProductSerializer
    filterset_class = ProductFilter
    permission_classes = [permissions.IsAuthenticatedOrReadOnly]
    http_method_names = ["get", "post", "patch", "head", "options"]

    def get_queryset(self) -> QuerySet[Product]:
        user = self.request.user
        products = Product.objects.select_related("producer__organisation").prefetch_related(
            "photos"
        )
        if self.action == "partial_update":
            # Locked: it is not handed in, nor changed on a page, meanwhile.
            return products.editable_by(user).select_for_update(of=("self",))
        if self.action == "submit":
            return products.editable_by(user)
        if self.action == "retrieve":
            return products.visible_to(user)
        return (
            products.own(user)
            if self.request.query_params.get("mine") == "true"
            else products.public()
        )

    @transaction.atomic
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().partial_update(request, *args, **kwargs)

    def perform_update(self, serializer: serializers.BaseSerializer[Product]) -> None:
        product = serializer.instance
        assert isinstance(product, Product)
        if product.state not in Product.EDITABLE:
            raise serializers.ValidationError(
                {"state": _("This product waits for review. Take it back first to change it.")}
            )
        given = serializer.validated_data
        changed = [name for name, value in given.items() if value != getattr(product, name)]
        serializer.save(version=product.version + 1)
        tell_of_change(product, changed)

    @extend_schema(request=None, responses=ProductSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str | None = None) -> Response:
        """Hand a draft in for review."""
        product = self.get_object()
        submit_product(product, cast(User, request.user))
        return Response(self.get_serializer(product).data, status=status.HTTP_200_OK)
