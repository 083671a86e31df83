"""The role that serves the site: it may change everything but the history of what was changed.

The tables belong to another role, which only migrates. Triggers write the history with that one's rights.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.db import connection, transaction
from psycopg2 import sql

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
    with connection.cursor() as cursor:

        def run(statement: str, **names: str) -> None:
            cursor.execute(
                sql.SQL(statement).format(
                    **{key: sql.Identifier(name) for key, name in names.items()}
                )
            )

        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            run("CREATE ROLE {role} LOGIN", role=role)
        if password:
            cursor.execute(
                sql.SQL("ALTER ROLE {} PASSWORD %s").format(sql.Identifier(role)), [password]
            )
        run(
            "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}",
            database=connection.settings_dict["NAME"],
            role=role,
        )
        run("GRANT USAGE ON SCHEMA public TO {role}", role=role)
        run(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            role=role,
        )
        run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", role=role)
        run("REVOKE ALL ON FUNCTION _pgh_attach_context() FROM PUBLIC")
        run("REVOKE ALL ON FUNCTION erase_number(text, text) FROM PUBLIC")
        run("GRANT EXECUTE ON FUNCTION erase_number(text, text) TO {role}", role=role)
        for table in history_tables():
            run("REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}", table=table, role=role)
        for function in _writers(cursor):
            run("ALTER FUNCTION {function}() SECURITY DEFINER", function=function)
            run("ALTER FUNCTION {function}() SET search_path = public, pg_temp", function=function)


def _writers(cursor: object) -> list[str]:
    """The functions of triggers that write a history."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE p.prosrc LIKE '%\\_pgh\\_attach\\_context()%'"
    )
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


def grant_to(url: str) -> None:
    """The same for the role and password in the address with which the site connects."""
    parts = urlsplit(url)
    grant(unquote(parts.username or ""), unquote(parts.password or ""))
