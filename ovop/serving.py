"""gunicorn's settings, the same for `make run` and docker-compose: `gunicorn -c python:ovop.serving`.

Read by gunicorn before Django is set up, so it imports no settings.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

wsgi_app = "ovop.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
# Workers touch a heartbeat file: in memory, if there is any.
_memory = Path("/dev/shm")  # noqa: S108 - created unlinked
worker_tmp_dir = str(_memory) if os.access(_memory, os.W_OK) else None
control_socket_disable = True
loglevel = "warning"
logger_class = "ovop.logs.gunicorn.JsonLogger"

if os.environ.get("METRICS_TOKEN"):
    # The web processes of this machine add up their counts in files there, which end with gunicorn.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="ovop-metrics-")


def post_worker_init(_worker: Any) -> None:
    """Everything is loaded before the first visitor comes, and looked through by the garbage collector no more.

    Half a million objects of libraries stay as long as the process; looking through them again and again stopped a
    page in a hundred for 0.3 s.
    """
    from django.urls import get_resolver

    get_resolver()._populate()
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """What a process that ended was measuring at the moment counts no more; its totals do."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def worker_exit(_server: Any, _worker: Any) -> None:
    """Views of pages that were counted and not written yet."""
    from producers.models.page_views import TALLY

    TALLY.write()


def on_exit(_server: Any) -> None:
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
