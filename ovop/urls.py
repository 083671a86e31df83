"""All routes of the platform."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.api import PhoneTokenView
from accounts.code_views import ConfirmLoginCodeView
from ovop import offline, views
from ovop.api.routes import router
from ovop.design import design
from ovop.guides.views import guides, one_guide
from ovop.status.views import status
from producers.sitemaps import SITEMAPS

# Pages of allauth for e-mail addresses, which nobody has here, and where to go instead.
INSTEAD = (
    ("password/reset/", "account_request_login_code"),
    ("password/reset/done/", "account_request_login_code"),
    ("password/reset/key/done/", "account_request_login_code"),
    ("email/", "accounts:settings"),
    ("confirm-email/", "accounts:settings"),
    ("phone/change/", "accounts:settings"),
)

# The administration's own form would count no guesses and ask for no second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", views.home, name="home"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", offline.robots, name="robots"),
    path("offline/", offline.offline, name="offline"),
    path("design/", design, name="design"),
    path("help/", guides, name="guides"),
    path("help/<slug:who>/", one_guide, name="guide"),
    path("status/", status, name="status"),
    path("", include("producers.urls")),
    path("", include("buyers.urls")),
    path("", include("matching.urls")),  # before forums': some of its paths are narrower
    path("", include("forums.urls")),
    path("", include("insights.urls")),
    path("", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("places/", include("places.urls")),
    *(path(f"accounts/{page}", RedirectView.as_view(pattern_name=to)) for page, to in INSTEAD),
    path(
        "accounts/login/code/confirm/",
        ConfirmLoginCodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path("accounts/", include("allauth.urls")),
    path("api/v1/token/", PhoneTokenView.as_view(), name="api_token"),
    path("api/v1/", include(router.urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    path("admin/", admin.site.urls),
]

handler403 = "ovop.views.forbidden"
handler404 = "ovop.views.not_found"
handler500 = "ovop.views.server_error"
