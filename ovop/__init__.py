"""The project: settings, urls, Celery app, API router, supervisor and the shared kernel."""

from ovop.celery import app as celery_app

__all__ = ["celery_app"]
