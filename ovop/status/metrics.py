"""Prometheus: how pages answer, and how the work that waits in the database stands."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from ovop.status.looking import look

PATH = "/metrics"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where the web processes of one machine add up
PROCESSES = CollectorRegistry()
# Seconds: from a page out of the cache to a province's export.
ANSWERS = Histogram(
    "ovop_answer_seconds", "Time to answer a request.", ["view", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10), registry=PROCESSES,
)  # fmt: skip


def token() -> str:
    """What a scraper must show; empty: there are no metrics."""
    return str(settings.METRICS_TOKEN)


class MetricsMiddleware:
    """Counts each answer by the name of its view, which says nothing of people, and never by address.

    Answers /metrics itself, as health checks are answered: before hosts, TLS redirects and sessions, to whoever
    shows METRICS_TOKEN. Without a token there are no metrics and nothing is counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not token():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == PATH:
            return _scraped(request)
        begun = time.perf_counter()
        answer = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else getattr(answer, "view_name", "")
        # A method is whatever somebody sends, and each new one would be kept for ever.
        method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
        ANSWERS.labels(view or "none", method, str(answer.status_code)).observe(
            time.perf_counter() - begun
        )
        return answer


def _scraped(request: HttpRequest) -> HttpResponse:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not constant_time_compare(shown, token()):
        return HttpResponse(status=404)
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


class Standing:
    """What `ovop.status.looking` sees, asked anew at each scrape."""

    def collect(self) -> Iterable[Metric]:
        there = GaugeMetricFamily("ovop_database_up", "Whether the database answers: 1 or 0.")
        try:
            seen = look()
        except Error:
            there.add_metric([], 0)
            return [there]
        there.add_metric([], 1)
        waiting = GaugeMetricFamily("ovop_work_waiting", "Rows that are due.", labels=["work"])
        oldest = GaugeMetricFamily("ovop_work_oldest_seconds", "How long the oldest row has been due.", labels=["work"])  # fmt: skip
        given_up = GaugeMetricFamily("ovop_work_given_up", "Rows nobody tries any more.", labels=["work"])  # fmt: skip
        for stand in seen.work:
            waiting.add_metric([stand.work.key], stand.waiting)
            oldest.add_metric([stand.work.key], stand.waits.total_seconds())
            given_up.add_metric([stand.work.key], stand.given_up)
        age = GaugeMetricFamily("ovop_heartbeat_age_seconds", "Since beat, a backup or a restore drill last showed itself.", labels=["of"])  # fmt: skip
        fine = GaugeMetricFamily("ovop_heartbeat_fine", "Whether it went well: 1 or 0.", labels=["of"])  # fmt: skip
        for of, beat in seen.beats.items():
            age.add_metric([of], beat.age.total_seconds())
            fine.add_metric([of], int(beat.fine))
        up = GaugeMetricFamily("ovop_broker_up", "Whether the broker answers: 1 or 0.", int(seen.queue is not None))  # fmt: skip
        queue = GaugeMetricFamily("ovop_queue_messages", "Messages that wait for a worker.", seen.queue or 0)  # fmt: skip
        disk = GaugeMetricFamily("ovop_disk_free_ratio", "Share of the files' disk that is free.", seen.disk_free)  # fmt: skip
        found = [there, waiting, oldest, given_up, age, fine, up, queue, disk]
        if seen.has_replica:
            found.append(GaugeMetricFamily("ovop_replica_up", "Whether the replica answers: 1 or 0.", int(seen.behind is not None)))  # fmt: skip
            found.append(GaugeMetricFamily("ovop_replica_behind_bytes", "Log it has yet to repeat.", seen.behind or 0))  # fmt: skip
        return found


def exposition() -> bytes:
    """All metrics in Prometheus' text format; of all web processes of this machine where FOLDER is set."""
    answers = PROCESSES
    if os.environ.get(FOLDER):
        answers = CollectorRegistry()
        MultiProcessCollector(answers)
    standing = CollectorRegistry(auto_describe=False)
    standing.register(Standing())
    return bytes(generate_latest(answers)) + bytes(generate_latest(standing))
