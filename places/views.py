"""The picker's own answers while a person types or steps down."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from places.fields import LEVELS, Picked, PlacePicker, find_places


@require_safe
def picker(request: HttpRequest) -> HttpResponse:
    """The picker `field` again, with the next list filled in."""
    name, level = request.GET.get("field", ""), request.GET.get("level", "")
    if level not in LEVELS or not name.isidentifier():
        raise Http404
    picked = Picked.from_data(request.GET, name)
    return HttpResponse(PlacePicker(level).render(name, picked, {"id": f"id_{name}"}))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Places of `level` whose Khmer or English name holds what was typed."""
    name, level = request.GET.get("field", ""), request.GET.get("level", "")
    if level not in LEVELS or not name.isidentifier():
        raise Http404
    text = request.GET.get(f"{name}-text", "")
    results = find_places(text, level) if text.strip() else None
    context = {"name": name, "level": level, "text": text, "results": results}
    return render(request, "places/_results.html", context)
