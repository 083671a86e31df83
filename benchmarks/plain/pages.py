"""What the plain site answers."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.generic import ListView

from benchmarks.plain.models import Row


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("yes")


class Rows(ListView):
    model = Row
    paginate_by = 24
    template_name = "rows.html"


urlpatterns = [path("bare/", bare), path("list/", Rows.as_view())]
