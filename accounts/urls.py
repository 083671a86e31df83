"""Routes of a person's own settings, and of who looks after the accounts of those who serve."""

from django.urls import path

from accounts import views
from accounts.people import views as people

app_name = "accounts"
urlpatterns = [
    path("my/settings/", views.settings, name="settings"),
    path("my/settings/token/", views.renew_token, name="renew_token"),
    path("my/settings/elsewhere/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.close, name="close_person"),
    path("people/<int:pk>/second-step/", people.forget_factor, name="forget_factor"),
    path("people/invitations/<int:pk>/take-back/", people.take_back, name="take_back_invitation"),
]
