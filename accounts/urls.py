"""Routes of a person's own settings."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("my/settings/", views.settings, name="settings"),
    path("my/settings/token/", views.renew_token, name="renew_token"),
]
