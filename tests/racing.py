"""Doing something at the same moment from several database connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def race(
    count: int, action: Callable[[], Any], *, before: Callable[[], Any] | None = None
) -> list[Any]:
    """Run `action` in `count` threads that start together; return what each returned or raised.

    `before` runs in each thread ahead of the start; its result is given to `action`.
    """
    barrier = threading.Barrier(count)
    results: list[Any] = []

    def run() -> None:
        try:
            given = (before(),) if before else ()
            barrier.wait()
            results.append(action(*given))
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
