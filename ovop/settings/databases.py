"""The database, and a replica of it to read from if there is one."""

from __future__ import annotations

import os
from typing import Any

import dj_database_url

# How alike a misspelt word must be to a word of a name to be found by the trigram index. How many joins the planner
# turns over at once: a page joins up to fifteen tables by their keys, in an order that is right as written; with
# PostgreSQL's 8 planning took 3-23 ms of them, with 4 it takes 1-3 (benchmarks.pages). And how soon the server notices
# that a host is cut off: until then it holds what that host had locked (the system's own answer is two hours).
SESSION = {
    "pg_trgm.word_similarity_threshold": "0.4",
    "join_collapse_limit": "4",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "25000",
}
# The same for the other end.
_CLIENT = {
    "connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25000,
}  # fmt: skip
# A replica that is cut off is done without, and soon.
_REPLICA = _CLIENT | {"connect_timeout": 2, "keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 2, "tcp_user_timeout": 3000}  # fmt: skip
_POOLED = os.environ.get("DATABASE_POOLED") == "1"


def _database(url: str, client: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    )
    options = {**client, **found.get("OPTIONS", {})}
    if _POOLED:
        # Behind a pool that gives each transaction another connection (PgBouncer) a session has no settings of its own:
        # the site's role has them (`ovop.audit.roles`). And nothing is left open between two statements.
        found["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    return found | {"OPTIONS": options}


DATABASES = {"default": _database(os.environ.get("DATABASE_URL") or "postgresql:///ovop", _CLIENT)}
DATABASE_ROUTERS: list[str] = []
if replica := os.environ.get("REPLICA_DATABASE_URL"):
    DATABASES["replica"] = _database(replica, _REPLICA)
    DATABASE_ROUTERS.append("ovop.kernel.replica.ReplicaRouter")
