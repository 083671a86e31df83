"""Settings of a worker that a test starts and kills: its own queue, so that no other test is served."""

import os

from ovop.settings.test import *  # noqa: F403

CELERY_TASK_DEFAULT_QUEUE = os.environ["FAULTS_QUEUE"]
CELERY_IMPORTS = ["tests.faults.poison"]
