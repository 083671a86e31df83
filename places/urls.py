"""Routes of the place picker."""

from django.urls import path

from places import views

app_name = "places"
urlpatterns = [
    path("picker/", views.picker, name="picker"),
    path("search/", views.search, name="search"),
]
