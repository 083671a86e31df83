"""Routes of forums, requests and meetings. The timetable itself belongs to `matching`."""

from django.urls import path

from forums import views

app_name = "forums"
urlpatterns = [
    path("forums/", views.forums, name="forums"),
    path("forums/new/", views.create, name="create"),
    path("forums/<int:pk>/", views.forum, name="forum"),
    path("forums/<int:pk>/edit/", views.edit, name="edit"),
    path("forums/<int:pk>/edit/review/", views.review, name="review"),
    path("forums/<int:pk>/edit/<slug:step>/", views.edit, name="edit"),
    path("forums/<int:pk>/copy/", views.copy, name="copy"),
    path(
        "forums/<int:pk>/registrations/<int:registration>/", views.registration, name="registration"
    ),
    path("forums/<int:pk>/step/<str:action>/", views.step, name="step"),
    path("forums/<int:pk>/register/", views.register, name="register"),
    path("forums/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("forums/<int:pk>/registrations/", views.registrations, name="registrations"),
    path("forums/<int:pk>/registrations/paper/", views.on_paper, name="on_paper"),
    path("forums/<int:pk>/decline/", views.decline, name="decline"),
    path("forums/<int:pk>/organisers/", views.organisers, name="organisers"),
    path(
        "forums/<int:pk>/organisers/<int:organiser>/remove/",
        views.remove_organiser,
        name="remove_organiser",
    ),
    path("forums/<int:pk>/registrations/decide/", views.decide, name="decide"),
    path("forums/<int:pk>/door/", views.door, name="door"),
    path("forums/<int:pk>/door/say/", views.say, name="say"),
    path("forums/<int:pk>/door/news/", views.door_news, name="door_news"),
    path("forums/<int:pk>/door/check-in/", views.check_in, name="check_in"),
    path("b/<str:code>/", views.badge, name="badge"),
    path("board/<str:code>/", views.board, name="board"),
    path("board/<str:code>/now/", views.board_now, name="board_now"),
    path("board/<str:code>/table/<int:table>/", views.board, name="table_timer"),
    path("forums/<int:pk>/board/new/", views.new_board, name="new_board"),
    path("forums/<int:pk>/day/missing/", views.note_missing, name="note_missing"),
    path("forums/<int:pk>/day/<int:registration>/call/", views.call, name="call"),
    path("forums/<int:pk>/day/", views.day, name="day"),
    path("forums/<int:pk>/day/late/", views.late, name="late"),
    path("forums/<int:pk>/day/tables/<int:number>/", views.lose_table, name="lose_table"),
    path("forums/<int:pk>/day/<int:registration>/", views.attend, name="attend"),
    path("forums/<int:pk>/outcomes/", views.outcomes, name="outcomes"),
    path("forums/<int:pk>/feedback/", views.feedback, name="feedback"),
    path("meetings/<int:pk>/outcome/", views.outcome, name="outcome"),
    path("follow-ups/<int:pk>/", views.follow_up, name="follow_up"),
    path("deals/", views.deals, name="deals"),
    path("deals/<int:pk>/", views.deal, name="deal"),
    path("requests/", views.requests, name="requests"),
    path("requests/ask/", views.ask, name="ask"),
    path("requests/<int:pk>/answer/", views.answer, name="answer"),
    path("requests/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("forums/<int:pk>/papers/<slug:kind>.pdf", views.papers, name="papers"),
    path("forums/<int:pk>/badges.pdf", views.badges, name="badges"),
    path("forums/<int:pk>/my-agenda.pdf", views.my_paper, name="my_paper"),
    path("agenda/<str:key>.ics", views.calendar, name="calendar"),
    path("my/agenda/", views.agenda, name="agenda"),
]
