"""Routes of the catalogue, of producers and of reviewers."""

from django.urls import path

from producers import views

app_name = "producers"
urlpatterns = [
    path("products/", views.catalogue, name="catalogue"),
    path("products/<int:pk>/", views.product, name="product"),
    path("products/new/", views.create, name="create"),
    path("products/<int:pk>/edit/", views.edit, name="edit"),
    path("products/<int:pk>/photos/", views.product_photos, name="product_photos"),
    path("products/<int:pk>/gallery/", views.gallery, name="gallery"),
    path("products/<int:pk>/submit/", views.submit, name="submit"),
    path("products/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("products/<int:pk>/renew/", views.renew, name="renew"),
    path("listings/<uuid:client_id>/", views.listing, name="listing"),
    path("listings/<uuid:client_id>/photos/", views.add_listing_photo, name="add_listing_photo"),
    path("listings/<uuid:client_id>/discard/", views.discard, name="discard"),
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
    path("review/<int:pk>/renew/", views.grant_renewal, name="grant_renewal"),
    path("review/<int:pk>/stars/", views.judge, name="judge"),
    path("rubrics/", views.rubrics, name="rubrics"),
    path("rubrics/new/", views.edit_rubric, name="create_rubric"),
    path("rubrics/<int:pk>/", views.edit_rubric, name="edit_rubric"),
    path("my/certificates/", views.my_certificates, name="my_certificates"),
    path("producers/<int:pk>/certificates/", views.certificates, name="certificates"),
    path("producers/<int:pk>/certificates/new/", views.edit_certificate, name="add_certificate"),
    path(
        "producers/<int:pk>/certificates/<int:certificate_pk>/",
        views.edit_certificate,
        name="edit_certificate",
    ),
    path(
        "producers/<int:pk>/certificates/<int:certificate_pk>/delete/",
        views.delete_certificate,
        name="delete_certificate",
    ),
    path(
        "producers/<int:pk>/certificates/<int:certificate_pk>/file/",
        views.certificate_file,
        name="certificate_file",
    ),
    path("media/photos/<path:path>", views.photo, name="photo"),
]
