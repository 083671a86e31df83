"""The API's routes: every room's viewsets under one router, and a token per user."""

from rest_framework import routers

from buyers.api import NeedViewSet
from forums.api import ForumViewSet, MeetingRequestViewSet, MeetingViewSet, RegistrationViewSet
from matching.api import MatchViewSet
from places.api import CommuneViewSet, DistrictViewSet, ProvinceViewSet, VillageViewSet
from producers.api import CategoryViewSet, ProducerViewSet, ProductViewSet

router = routers.DefaultRouter()
router.register("provinces", ProvinceViewSet)
router.register("districts", DistrictViewSet)
router.register("communes", CommuneViewSet)
router.register("villages", VillageViewSet)
router.register("categories", CategoryViewSet)
router.register("producers", ProducerViewSet)
router.register("products", ProductViewSet)
router.register("needs", NeedViewSet)
router.register("matches", MatchViewSet)
router.register("forums", ForumViewSet)
router.register("registrations", RegistrationViewSet)
router.register("meeting-requests", MeetingRequestViewSet)
router.register("meetings", MeetingViewSet)
