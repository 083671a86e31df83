"""Routes of buyers and needs. One need's page belongs to `matching`, which shows its matches."""

from django.urls import path

from buyers import views

app_name = "buyers"
urlpatterns = [
    path("needs/", views.needs, name="needs"),
    path("needs/new/", views.create, name="create"),
    path("needs/<int:pk>/edit/", views.edit, name="edit"),
    path("needs/<int:pk>/step/<slug:action>/", views.step, name="step"),
    path("my/buyer/", views.profile, name="profile"),
]
