"""Matches in the API, each with its factors and its sentence."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import permissions, serializers, viewsets

from matching.models import Match
from matching.reasons import sentence_of


class MatchSerializer(serializers.ModelSerializer[Match]):
    """`factors` are in [0, 1]; `reason` is a sentence in the language asked for by ?lang=."""

    reason = serializers.SerializerMethodField()
    product_name = serializers.CharField(source="product.name", read_only=True)
    producer_name = serializers.CharField(
        source="product.producer.organisation.name", read_only=True
    )

    class Meta:
        model = Match
        fields = [
            "id", "need", "product", "product_name", "producer_name", "rank", "score", "factors",
            "reason", "created_at",
        ]  # fmt: skip

    def get_reason(self, match: Match) -> str:
        return sentence_of(match)


class MatchViewSet(viewsets.ReadOnlyModelViewSet[Match]):
    """Matches of the caller's own needs and products."""

    queryset = Match.objects.none()
    serializer_class = MatchSerializer
    permission_classes = [permissions.IsAuthenticated]
    filterset_fields = ["need", "product"]

    def get_queryset(self) -> QuerySet[Match]:
        return Match.objects.visible_to(self.request.user).with_parties()
