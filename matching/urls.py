"""Routes of matches, runs and timetables."""

from django.urls import path

from matching import (
    desk_views,
    invite_views,
    lack_views,
    pool_views,
    run_views,
    suggestion_views,
    views,
)
from matching.learning import views as learning_views
from matching.trading import answer_views
from matching.trading import views as trading_views

app_name = "matching"
urlpatterns = [
    path("needs/<int:pk>/", views.need, name="need"),
    path("needs/<int:pk>/match/", views.match_need, name="match_need"),
    path("needs/<int:pk>/judge/", learning_views.judge, name="judge"),
    path("matching/", run_views.match_all, name="match_all"),
    path("matching/compare/", run_views.compare, name="compare"),
    path("matching/weights/", learning_views.weights, name="weights"),
    path("forums/<int:pk>/matches/", run_views.forum, name="forum"),
    path("forums/<int:pk>/invite/", invite_views.invitations, name="invite"),
    path("forums/<int:pk>/suggestions/", suggestion_views.suggestions, name="suggestions"),
    path("my/opportunities/", views.opportunities, name="opportunities"),
    path("enquiries/", trading_views.enquiries, name="enquiries"),
    path("enquiries/ask/", trading_views.ask, name="ask"),
    path("enquiries/<int:pk>/", trading_views.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/write/", trading_views.write, name="write"),
    path("enquiries/<int:pk>/block/", trading_views.block, name="block"),
    path("enquiries/<int:pk>/<slug:name>/", trading_views.take, name="take"),
    path("a/<str:ticket>/", answer_views.answer, name="answer"),
    path("trainings/needed/", lack_views.training_needs, name="training_needs"),
    path("trainings/<int:pk>/invite/", lack_views.invite_to_training, name="invite_to_training"),
    path("pools/<int:pk>/", pool_views.pool, name="pool"),
    path("pools/<int:pk>/ask/", pool_views.ask, name="ask_pool"),
    path("pools/<int:pk>/coordinator/", pool_views.name_coordinator, name="coordinator"),
    path("pools/<int:pk>/shares/<int:share_pk>/", pool_views.answer, name="answer_share"),
    path("runs/<slug:kind>/<int:pk>/", views.progress, name="progress"),
    path("runs/<slug:kind>/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("forums/<int:pk>/timetable/", desk_views.timetable, name="timetable"),
    path("forums/<int:pk>/timetable/make/", desk_views.schedule, name="schedule"),
    path("forums/<int:pk>/weigh/", desk_views.weigh, name="weigh"),
    path("forums/<int:pk>/pairs/", desk_views.pair, name="pair"),
    path("forums/<int:pk>/pairs/<int:rule>/drop/", desk_views.drop_rule, name="drop_rule"),
    path("forums/<int:pk>/timetable/again/", desk_views.again, name="again"),
    path("forums/<int:pk>/timetable/<int:number>/publish/", desk_views.publish, name="publish"),
    path("forums/<int:pk>/timetable/<int:number>/change/", desk_views.change, name="change"),
    path("forums/<int:pk>/timetable/<int:number>/move/", desk_views.move, name="move"),
    path("forums/<int:pk>/timetable/<int:number>/lock/", desk_views.lock, name="lock"),
    path("forums/<int:pk>/timetable/<int:number>/undo/", desk_views.undo, name="undo"),
]
