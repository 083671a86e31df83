"""All routes of the platform."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.authtoken.views import obtain_auth_token

from ovop import views
from ovop.api import router

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("producers.urls")),
    path("", include("buyers.urls")),
    path("", include("forums.urls")),
    path("", include("matching.urls")),
    path("", include("insights.urls")),
    path("", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("places/", include("places.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/token/", obtain_auth_token, name="api_token"),
    path("api/v1/", include(router.urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api_docs"),
    path("admin/", admin.site.urls),
]

handler403 = "ovop.views.forbidden"
handler404 = "ovop.views.not_found"
handler500 = "ovop.views.server_error"
