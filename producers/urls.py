"""Routes of the catalogue, of producers and of reviewers."""

from django.urls import path

from producers import views

app_name = "producers"
urlpatterns = [
    path("products/", views.catalogue, name="catalogue"),
    path("products/<int:pk>/", views.product, name="product"),
    path("products/new/", views.create, name="create"),
    path("products/<int:pk>/edit/", views.edit, name="edit"),
    path("products/<int:pk>/submit/", views.submit, name="submit"),
    path("products/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path(
        "products/<int:pk>/photos/<int:photo_pk>/delete/", views.delete_photo, name="delete_photo"
    ),
    path("my/products/", views.mine, name="mine"),
    path("my/producer/", views.profile, name="profile"),
    path("producers/", views.producers, name="producers"),
    path("producers/enrol/", views.enrol, name="enrol"),
    path("producers/<int:pk>/", views.producer, name="producer"),
    path("producers/<int:producer_pk>/products/new/", views.create, name="create_for"),
    path("review/", views.review_queue, name="review_queue"),
    path("review/<int:pk>/", views.review, name="review"),
    path("review/<int:pk>/register/", views.register, name="register"),
    path("review/<int:pk>/changes/", views.request_changes, name="request_changes"),
    path("review/<int:pk>/suspend/", views.suspend, name="suspend"),
    path("media/photos/<path:path>", views.photo, name="photo"),
]
