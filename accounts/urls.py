"""Routes of a person's own settings, and of who looks after the accounts of those who serve."""

from django.urls import path

from accounts import views
from accounts.people import views as people
from accounts.privacy import views as privacy

app_name = "accounts"
urlpatterns = [
    path("my/settings/", views.settings, name="settings"),
    path("my/settings/token/", views.renew_token, name="renew_token"),
    path("my/settings/elsewhere/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("my/data/", privacy.my_data, name="my_data"),
    path("my/data/copy/", privacy.copy, name="copy"),
    path("my/data/erase/", privacy.erase, name="erase"),
    path("my/data/stay/", privacy.stay, name="stay"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.close, name="close_person"),
    path("people/<int:pk>/second-step/", people.forget_factor, name="forget_factor"),
    path("people/invitations/<int:pk>/take-back/", people.take_back, name="take_back_invitation"),
]
