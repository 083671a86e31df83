"""Ranked producer-buyer pairings and the forum timetable, made by Celery."""
