"""Routes of the inbox, of how one is told, and of what staff see and write."""

from django.urls import path

from notices.views import connecting, deliveries, inbox, preferences, programs, wordings
from notices.views import telegram as webhook

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    path("<int:pk>/", inbox.open_notice, name="open"),
    path("choice/", preferences.preferences, name="preferences"),
    path("choice/trial/", preferences.trial, name="trial"),
    path("choice/email/", preferences.confirm_again, name="confirm_again"),
    path("email/<str:key>/", preferences.confirm_email, name="confirm_email"),
    path("telegram/", connecting.connect, name="connect"),
    path("telegram/state/", connecting.connected, name="connected"),
    path("telegram/end/", connecting.disconnect, name="disconnect"),
    path("telegram/heard/", webhook.webhook, name="webhook"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/again/", deliveries.send_all_again, name="send_all_again"),
    path("deliveries/<int:pk>/again/", deliveries.send_again, name="send_again"),
    path("programs/", programs.programs, name="programs"),
    path("programs/<int:pk>/remove/", programs.remove, name="remove_program"),
    path("programs/<int:pk>/trial/", programs.trial, name="try_program"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/<slug:kind>/", wordings.wording, name="wording"),
    path("wordings/<slug:kind>/look/", wordings.look_at, name="wording_look"),
]
