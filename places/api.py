"""Places in the API; named by their gazetteer codes."""

import django_filters
from rest_framework import serializers, viewsets

from places.models import Commune, District, Place, Province, Village


class PlaceFilter(django_filters.FilterSet):
    """`?q=` finds by Khmer or English name, or by code."""

    q = django_filters.CharFilter(method="named_like", label="name or code")

    def named_like(self, queryset, name, value):
        return queryset.named_like(value)


def _filter(of: type[Place], parents: list[str]) -> type[PlaceFilter]:
    meta = type("Meta", (), {"model": of, "fields": parents})
    return type(f"{of.__name__}Filter", (PlaceFilter,), {"Meta": meta})


class ProvinceSerializer(serializers.ModelSerializer[Province]):
    class Meta:
        model = Province
        fields = ["code", "name_km", "name_en", "region", "latitude", "longitude"]


class DistrictSerializer(serializers.ModelSerializer[District]):
    class Meta:
        model = District
        fields = ["code", "name_km", "name_en", "province"]


class CommuneSerializer(serializers.ModelSerializer[Commune]):
    class Meta:
        model = Commune
        fields = ["code", "name_km", "name_en", "district", "province", "provisional"]


class VillageSerializer(serializers.ModelSerializer[Village]):
    class Meta:
        model = Village
        fields = ["key", "code", "name_km", "name_en", "commune", "district", "province"]


class ProvinceViewSet(viewsets.ReadOnlyModelViewSet[Province]):
    """The 25 provinces."""

    queryset = Province.objects.all()
    serializer_class = ProvinceSerializer
    filterset_class = _filter(Province, ["region"])


class DistrictViewSet(viewsets.ReadOnlyModelViewSet[District]):
    """Districts, cities and khans."""

    queryset = District.objects.all()
    serializer_class = DistrictSerializer
    filterset_class = _filter(District, ["province"])


class CommuneViewSet(viewsets.ReadOnlyModelViewSet[Commune]):
    """Communes and sangkats."""

    queryset = Commune.objects.all()
    serializer_class = CommuneSerializer
    filterset_class = _filter(Commune, ["province", "district"])


class VillageViewSet(viewsets.ReadOnlyModelViewSet[Village]):
    """Villages. `key` names one; `code` is the official code, which a few villages share."""

    queryset = Village.objects.all()
    serializer_class = VillageSerializer
    filterset_class = _filter(Village, ["province", "district", "commune", "code"])
