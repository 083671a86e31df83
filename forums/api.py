"""Forums, registrations, requests and meetings in the API, within the caller's scope."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from djmoney.contrib.django_rest_framework import MoneyField
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import permissions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from forums.models import Forum, Meeting, MeetingRequest, Outcome, Registration, Slot
from forums.models.sides import Side
from forums.pairing import answer_request


class ForumSerializer(serializers.ModelSerializer[Forum]):
    class Meta:
        model = Forum
        fields = [
            "id", "name_km", "name_en", "province", "venue_km", "venue_en", "day", "about_km",
            "about_en", "state",
        ]  # fmt: skip


class RegistrationSerializer(serializers.ModelSerializer[Registration]):
    organisation_name = serializers.CharField(source="organisation.name", read_only=True)

    class Meta:
        model = Registration
        fields = [
            "id", "forum", "organisation", "organisation_name", "side", "delegates", "max_meetings",
            "state", "created_at",
        ]  # fmt: skip


class MeetingRequestSerializer(serializers.ModelSerializer[MeetingRequest]):
    producer_name = serializers.CharField(source="producer.organisation.name", read_only=True)
    buyer_name = serializers.CharField(source="buyer.organisation.name", read_only=True)

    class Meta:
        model = MeetingRequest
        fields = [
            "id", "forum", "producer", "producer_name", "buyer", "buyer_name", "product", "need",
            "asked_by_side", "message", "answer", "priority", "state", "expires_at", "created_at",
        ]  # fmt: skip


class SlotField(serializers.PrimaryKeyRelatedField[Slot]):
    """A slot of the forum in the serializer's context."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Slot.objects.none(), **options)

    def get_queryset(self) -> QuerySet[Slot]:
        return Slot.objects.filter(forum=self.context.get("forum"))


class AnswerSerializer(serializers.Serializer[MeetingRequest]):
    """`slot`: at a forum whose people book themselves, the one to meet in; the first that is free by default."""

    accept = serializers.BooleanField()
    slot = SlotField(required=False, allow_null=True, default=None)
    words = serializers.CharField(required=False, max_length=500, default="", allow_blank=True)


class OutcomeSerializer(serializers.ModelSerializer[Outcome]):
    value = MoneyField(max_digits=14, decimal_places=2, allow_null=True)

    class Meta:
        model = Outcome
        fields = ["side", "result", "value", "value_currency", "note", "recorded_at"]


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    forum = serializers.IntegerField(source="timetable.forum_id", read_only=True)
    timetable_version = serializers.IntegerField(source="timetable.number", read_only=True)
    starts_at = serializers.DateTimeField(source="slot.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="slot.ends_at", read_only=True)
    table_number = serializers.IntegerField(source="table.number", read_only=True)
    producer_name = serializers.CharField(source="producer.organisation.name", read_only=True)
    buyer_name = serializers.CharField(source="buyer.organisation.name", read_only=True)
    outcomes = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = [
            "id", "forum", "timetable_version", "request", "starts_at", "ends_at", "table_number",
            "producer", "producer_name", "buyer", "buyer_name", "locked", "outcomes",
        ]  # fmt: skip

    @cached_property
    def _own(self) -> set[int]:
        """The reader's organisations; one query for all meetings of an answer."""
        return set(self.context["request"].user.organisations.values_list("pk", flat=True))

    @cached_property
    def _organised(self) -> set[int]:
        """Forums whose outcomes the reader looks after, as on their page; one query for all meetings of an answer."""
        forums = Forum.objects.editable_by(self.context["request"].user)
        return set(forums.values_list("pk", flat=True))

    @extend_schema_field(OutcomeSerializer(many=True))
    def get_outcomes(self, meeting: Meeting) -> list[dict[str, object]]:
        """Organisers see what everybody said; a side what itself and staff said."""
        found = list(meeting.outcomes)
        if meeting.timetable.forum_id not in self._organised:
            read = {"staff", *meeting.sides_of(self._own)}
            found = [outcome for outcome in found if outcome.side in read]
        return list(OutcomeSerializer(found, many=True).data)


class ForumViewSet(viewsets.ReadOnlyModelViewSet[Forum]):
    """Forums; drafts only for their organisers."""

    queryset = Forum.objects.none()
    serializer_class = ForumSerializer
    filterset_fields = ["province", "state", "day"]

    def get_queryset(self) -> QuerySet[Forum]:
        return Forum.objects.visible_to(self.request.user)


class RegistrationViewSet(viewsets.ReadOnlyModelViewSet[Registration]):
    """One's own registrations; organisers those of their forums."""

    queryset = Registration.objects.none()
    serializer_class = RegistrationSerializer
    permission_classes = [permissions.IsAuthenticated]
    filterset_fields = ["forum", "side", "state"]

    def get_queryset(self) -> QuerySet[Registration]:
        return Registration.objects.visible_to(self.request.user).select_related("organisation")


class MeetingRequestViewSet(viewsets.ReadOnlyModelViewSet[MeetingRequest]):
    """Requests the caller is a party to; organisers those of their forums."""

    queryset = MeetingRequest.objects.none()
    serializer_class = MeetingRequestSerializer
    permission_classes = [permissions.IsAuthenticated]
    filterset_fields = ["forum", "state", "asked_by_side"]

    def get_queryset(self) -> QuerySet[MeetingRequest]:
        return MeetingRequest.objects.visible_to(self.request.user).with_parties()

    @extend_schema(request=AnswerSerializer, responses=MeetingRequestSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str | None = None) -> Response:
        """Accept or decline a request asked of one's own side; 409 when it was answered already or the slot is taken."""
        found = get_object_or_404(
            MeetingRequest.objects.of_party(request.user).with_parties(), pk=pk
        )
        asked = found.buyer if found.answering_side == Side.BUYER else found.producer
        if not Organisation.objects.of(request.user).filter(pk=asked.organisation_id).exists():
            self.permission_denied(request, "The other side has to answer this request.")
        given = AnswerSerializer(data=request.data, context={"forum": found.forum_id})
        given.is_valid(raise_exception=True)
        said = given.validated_data
        answer_request(found, said["accept"], said["words"], slot=said["slot"])
        return Response(self.get_serializer(found).data)


class MeetingViewSet(viewsets.ReadOnlyModelViewSet[Meeting]):
    """One's own published meetings; organisers all of their forums."""

    queryset = Meeting.objects.none()
    serializer_class = MeetingSerializer
    permission_classes = [permissions.IsAuthenticated]
    filterset_fields = {"timetable__forum": ["exact"], "slot": ["exact"], "table": ["exact"]}

    def get_queryset(self) -> QuerySet[Meeting]:
        return (
            Meeting.objects.visible_to(self.request.user)
            .with_parties()
            .prefetch_related("request__outcomes")
        )
