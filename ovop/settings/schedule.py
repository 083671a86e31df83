"""What beat does when; times are Cambodia's."""

from datetime import timedelta

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "forget-tries": {
        "task": "accounts.tasks.forget_tries",
        "schedule": crontab(hour=4, minute=20),
    },
    "deliver-pending-notices": {
        "task": "notices.tasks.sweep_outbox",
        "schedule": timedelta(seconds=30),
    },
    "act-on-bot-updates": {
        "task": "notices.tasks.act_on_updates",
        "schedule": timedelta(seconds=30),
    },
    "send-digests": {
        "task": "notices.tasks.send_digests",
        "schedule": timedelta(minutes=10),
    },
    "forget-bot-updates": {
        "task": "notices.tasks.forget_updates",
        "schedule": crontab(hour=4, minute=10),
    },
    "resume-lost-runs": {
        "task": "matching.tasks.resume_lost_runs",
        "schedule": timedelta(seconds=30),
    },
    "prepare-waiting-photos": {
        "task": "producers.tasks.prepare_waiting_photos",
        "schedule": timedelta(seconds=30),
    },
    "end-late-pools": {
        "task": "matching.tasks.end_late_pools",
        "schedule": timedelta(minutes=15),
    },
    "end-late-enquiries": {
        "task": "matching.tasks.end_late_enquiries",
        "schedule": timedelta(minutes=15),
    },
    "remind-who-must-answer": {
        "task": "matching.tasks.remind_who_must_answer",
        "schedule": timedelta(hours=1),
    },
    "rank-every-night": {
        "task": "matching.tasks.rank_every_night",
        "schedule": crontab(hour=2, minute=30),
    },
    "refresh-figures": {
        "task": "insights.tasks.refresh_figures",
        "schedule": timedelta(seconds=60),
    },
    "recount-figures": {
        "task": "insights.tasks.recount_figures",
        "schedule": crontab(hour=3, minute=30),
    },
    "ask-about-livelihoods": {
        "task": "insights.tasks.ask_about_livelihoods",
        "schedule": crontab(hour=9, minute=0),
    },
    "count-search-words": {
        "task": "producers.tasks.count_search_words",
        "schedule": timedelta(minutes=10),
    },
    "resume-lost-imports": {
        "task": "producers.tasks.resume_lost_imports",
        "schedule": timedelta(seconds=30),
    },
    "keep-deadlines": {
        "task": "producers.tasks.keep_deadlines_today",
        "schedule": crontab(hour=6, minute=0),
    },
    "tell-saved-searches": {
        "task": "buyers.tasks.tell_saved_searches",
        "schedule": timedelta(hours=1),
    },
    "remind-of-meeting-requests": {
        "task": "forums.tasks.remind_of_requests",
        "schedule": timedelta(hours=1),
    },
    "remind-to-ask": {
        "task": "forums.tasks.remind_to_ask",
        "schedule": crontab(hour=7, minute=30),
    },
    "ask-what-became-of-meetings": {
        "task": "forums.tasks.ask_what_became_of_meetings",
        "schedule": crontab(hour=8, minute=0),
    },
    "remind-of-commitments": {
        "task": "forums.tasks.remind_of_commitments",
        "schedule": crontab(hour=8, minute=10),
    },
    "remind-of-trainings": {
        "task": "forums.tasks.remind_of_trainings",
        "schedule": crontab(hour=8, minute=20),
    },
    "expire-meeting-requests": {
        "task": "forums.tasks.expire_requests",
        "schedule": timedelta(minutes=15),
    },
}
