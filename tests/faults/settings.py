"""Settings of a worker that a test starts and kills: its own queue, so that no other test is served."""

import os
from datetime import timedelta

from ovop.settings.test import *  # noqa: F403
from ovop.settings.test import CELERY_BEAT_SCHEDULE

CELERY_TASK_DEFAULT_QUEUE = os.environ["FAULTS_QUEUE"]
CELERY_IMPORTS = ["tests.faults.poison"]
if every := os.environ.get("FAULTS_EVERY"):  # seconds: a beat that sends everything again and again
    CELERY_BEAT_SCHEDULE = {
        # What nobody took until it is sent again is not worth taking: a slow machine falls no further behind.
        name: entry
        | {"schedule": timedelta(seconds=int(every)), "options": {"expires": int(every)}}
        for name, entry in CELERY_BEAT_SCHEDULE.items()
    }
