"""Routes of matches, runs and timetables."""

from django.urls import path

from matching.learning import views as learning_views
from matching.trading import answer_views
from matching.trading import views as trading_views
from matching.views import desk, inviting, lacks, needs, pools, runs, suggestions

app_name = "matching"
urlpatterns = [
    path("needs/<int:pk>/", needs.need, name="need"),
    path("needs/<int:pk>/match/", needs.match_need, name="match_need"),
    path("needs/<int:pk>/judge/", learning_views.judge, name="judge"),
    path("matching/", runs.match_all, name="match_all"),
    path("matching/compare/", runs.compare, name="compare"),
    path("matching/weights/", learning_views.weights, name="weights"),
    path("forums/<int:pk>/matches/", runs.forum, name="forum"),
    path("forums/<int:pk>/invite/", inviting.invitations, name="invite"),
    path("forums/<int:pk>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("my/opportunities/", needs.opportunities, name="opportunities"),
    path("enquiries/", trading_views.enquiries, name="enquiries"),
    path("enquiries/ask/", trading_views.ask, name="ask"),
    path("enquiries/<int:pk>/", trading_views.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/write/", trading_views.write, name="write"),
    path("enquiries/<int:pk>/block/", trading_views.block, name="block"),
    path("enquiries/<int:pk>/<slug:name>/", trading_views.take, name="take"),
    path("a/<str:ticket>/", answer_views.answer, name="answer"),
    path("trainings/needed/", lacks.training_needs, name="training_needs"),
    path("trainings/<int:pk>/invite/", lacks.invite_to_training, name="invite_to_training"),
    path("pools/<int:pk>/", pools.pool, name="pool"),
    path("pools/<int:pk>/ask/", pools.ask, name="ask_pool"),
    path("pools/<int:pk>/coordinator/", pools.name_coordinator, name="coordinator"),
    path("pools/<int:pk>/shares/<int:share_pk>/", pools.answer, name="answer_share"),
    path("runs/<slug:kind>/<int:pk>/", needs.progress, name="progress"),
    path("runs/<slug:kind>/<int:pk>/cancel/", needs.cancel, name="cancel"),
    path("forums/<int:pk>/timetable/", desk.timetable, name="timetable"),
    path("forums/<int:pk>/timetable/make/", desk.schedule, name="schedule"),
    path("forums/<int:pk>/weigh/", desk.weigh, name="weigh"),
    path("forums/<int:pk>/pairs/", desk.pair, name="pair"),
    path("forums/<int:pk>/pairs/<int:rule>/drop/", desk.drop_rule, name="drop_rule"),
    path("forums/<int:pk>/timetable/again/", desk.again, name="again"),
    path("forums/<int:pk>/timetable/<int:number>/publish/", desk.publish, name="publish"),
    path("forums/<int:pk>/timetable/<int:number>/change/", desk.change, name="change"),
    path("forums/<int:pk>/timetable/<int:number>/move/", desk.move, name="move"),
    path("forums/<int:pk>/timetable/<int:number>/lock/", desk.lock, name="lock"),
    path("forums/<int:pk>/timetable/<int:number>/undo/", desk.undo, name="undo"),
]
