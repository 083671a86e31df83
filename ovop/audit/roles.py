"""The role that serves the site: it may change everything but the history of what was changed.

The tables belong to another role, which only migrates. Triggers write the history with that one's rights.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import structlog
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from psycopg2 import sql

log = structlog.get_logger(__name__)
CONTEXT = "pghistory_context"


def history_tables() -> list[str]:
    """Every table of a history, and the one of who and where."""
    from pghistory.models import Event

    tables = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Event) and not model._meta.abstract and model._meta.managed
    }
    return sorted(tables | {CONTEXT})


@transaction.atomic
def grant(role: str, password: str = "") -> None:
    """Make `role` if it is missing and give it what the site needs. Run by the owner after each migration."""
    if not _rows("SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        _run("CREATE ROLE {role} LOGIN", role=role)
    if password:
        _run("ALTER ROLE {role} PASSWORD %s", password, role=role)
    database = connection.settings_dict["NAME"]
    _run("GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}", database=database, role=role)
    _give_settings(role, database)
    _run("GRANT USAGE ON SCHEMA public TO {role}", role=role)
    _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}", role=role)
    _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", role=role)
    _run("REVOKE ALL ON FUNCTION _pgh_attach_context() FROM PUBLIC")
    _run("REVOKE ALL ON FUNCTION erase_number(text, text) FROM PUBLIC")
    _run("GRANT EXECUTE ON FUNCTION erase_number(text, text) TO {role}", role=role)
    for table in history_tables():
        _run("REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}", table=table, role=role)
    for (function,) in _rows(_WRITERS):
        _run("ALTER FUNCTION {function}() SECURITY DEFINER", function=function)
        _run("ALTER FUNCTION {function}() SET search_path = public, pg_temp", function=function)


def _give_settings(role: str, database: str) -> None:
    """What the site's sessions are set to, for when a pool stands between; a role that is another's keeps its own."""
    try:
        with transaction.atomic():
            _rows("SELECT show_limit()")  # loads pg_trgm, whose settings the server knows only then
            for name, value in settings.SESSION.items():
                statement = "ALTER ROLE {role} IN DATABASE {database} SET {name} TO %s"
                _run(statement, value, role=role, database=database, name=name)
    except ProgrammingError:
        log.warning("role_settings_not_given", role=role)


# The functions of triggers that write a history.
_WRITERS = """
SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE strpos(p.prosrc, '_pgh_attach_context()') > 0
"""


def _run(statement: str, *values: str, **names: str) -> None:
    """One statement with these names in its braces."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**quoted), values or None)


def _rows(question: str, *values: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return cursor.fetchall()


def grant_to(url: str) -> None:
    """The same for the role and password in the address with which the site connects."""
    parts = urlsplit(url)
    grant(unquote(parts.username or ""), unquote(parts.password or ""))
