"""Routes of buyers and needs. One need's page belongs to `matching`, which shows its matches."""

from django.urls import path

from buyers import saved_views, views

app_name = "buyers"
urlpatterns = [
    path("needs/", views.needs, name="needs"),
    path("needs/new/", views.create, name="create"),
    path("needs/<int:pk>/edit/", views.edit, name="edit"),
    path("needs/<int:pk>/step/<slug:action>/", views.step, name="step"),
    path("needs/<int:pk>/invite/", views.invite, name="invite"),
    path("my/searches/", saved_views.searches, name="searches"),
    path("my/searches/keep/<slug:kind>/", saved_views.keep, name="keep_search"),
    path("my/searches/<int:pk>/look/", saved_views.look, name="look_search"),
    path("my/searches/<int:pk>/remove/", saved_views.remove, name="remove_search"),
    path("my/buyer/", views.profile, name="profile"),
]
