"""What beat does when; times are Cambodia's."""

from datetime import timedelta

from celery.schedules import crontab

# How often somebody looks for work whose message was lost or whose worker died. With the half minute until a
# worker counts as dead it is within a minute that all goes on.
LOST = timedelta(seconds=15)
# Name (as the database knows it) -> the task, and when it is due.
_RUNS = {
    "show-life": ("ovop.tasks.show_life", timedelta(seconds=30)),
    "forget-tries": ("accounts.tasks.forget_tries", crontab(hour=4, minute=20)),
    "forget-sessions": ("accounts.tasks.forget_sessions", crontab(hour=4, minute=30)),
    "erase-who-asked": ("accounts.tasks.erase_who_asked", crontab(hour=3, minute=10)),
    "deliver-pending-notices": ("notices.tasks.sweep_outbox", LOST),
    "act-on-bot-updates": ("notices.tasks.act_on_updates", LOST),
    "deliver-to-programs": ("notices.tasks.deliver_to_programs", LOST),
    "send-digests": ("notices.tasks.send_digests", timedelta(minutes=10)),
    "forget-bot-updates": ("notices.tasks.forget_updates", crontab(hour=4, minute=10)),
    "resume-lost-runs": ("matching.tasks.resume_lost_runs", LOST),
    "prepare-waiting-photos": ("producers.tasks.prepare_waiting_photos", LOST),
    "end-late-pools": ("matching.tasks.end_late_pools", timedelta(minutes=15)),
    "end-late-enquiries": ("matching.tasks.end_late_enquiries", timedelta(minutes=15)),
    "remind-who-must-answer": ("matching.tasks.remind_who_must_answer", timedelta(hours=1)),
    "rank-every-night": ("matching.tasks.rank_every_night", crontab(hour=2, minute=30)),
    "refresh-figures": ("insights.tasks.refresh_figures", timedelta(seconds=60)),
    "recount-figures": ("insights.tasks.recount_figures", crontab(hour=3, minute=30)),
    "ask-about-livelihoods": ("insights.tasks.ask_about_livelihoods", crontab(hour=9, minute=0)),
    "count-search-words": ("producers.tasks.count_search_words", timedelta(minutes=10)),
    "resume-lost-imports": ("producers.tasks.resume_lost_imports", LOST),
    "keep-deadlines": ("producers.tasks.keep_deadlines_today", crontab(hour=6, minute=0)),
    "keep-needs": ("buyers.tasks.keep_needs_today", crontab(hour=0, minute=10)),
    "tell-saved-searches": ("buyers.tasks.tell_saved_searches", timedelta(hours=1)),
    "remind-of-meeting-requests": ("forums.tasks.remind_of_requests", timedelta(hours=1)),
    "remind-to-ask": ("forums.tasks.remind_to_ask", crontab(hour=7, minute=30)),
    "ask-what-became-of-meetings": ("forums.tasks.ask_what_became_of_meetings", crontab(hour=8, minute=0)),
    "remind-of-commitments": ("forums.tasks.remind_of_commitments", crontab(hour=8, minute=10)),
    "remind-of-trainings": ("forums.tasks.remind_of_trainings", crontab(hour=8, minute=20)),
    "expire-meeting-requests": ("forums.tasks.expire_requests", timedelta(minutes=15)),
}  # fmt: skip
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": due} for name, (task, due) in _RUNS.items()
}
