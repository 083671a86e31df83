"""Sessions in the database, as Django's; read by one plain statement, for every page of who is signed in begins so."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """The session's content; empty, and its key forgotten, where there is none (any more)."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()",
                [self.session_key],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
