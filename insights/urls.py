"""Routes of the figures."""

from django.urls import path

from insights import views

app_name = "insights"
urlpatterns = [
    path("figures/", views.overview, name="overview"),
    path("figures/report.pdf", views.report_pdf, name="report"),
    path("figures/figures.<slug:kind>", views.export, name="export"),
    path("figures/rates/", views.rates, name="rates"),
    path("figures/targets/", views.targets, name="targets"),
    path("figures/years/<int:year>/close/", views.close_year, name="close_year"),
    path("figures/<slug:code>/", views.indicator, name="indicator"),
    path("figures/<slug:code>/rows/", views.rows, name="rows"),
    path("my/livelihood/", views.my_livelihood, name="my_livelihood"),
    path("producers/<int:pk>/livelihood/", views.livelihood, name="livelihood"),
]
