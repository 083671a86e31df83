"""A cache without which pages are slower, never broken: when Redis is away, nothing is found and nothing is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
AGAIN = 10.0  # seconds this process asks nothing after a failure: a frozen server costs its timeout once


class _OneClient(RedisCacheClient):
    """Django's makes a client of the library for each call, which takes longer than the call."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        pool = cast(Any, self)._get_connection_pool(write)
        kept = self.__dict__.setdefault("_of_pools", {})
        if pool not in kept:
            kept[pool] = cast(Any, self)._client(connection_pool=pool)
        return kept[pool]


class ForgivingCache(RedisCache):
    """Django's Redis cache; a server that is away or frozen is like an empty one that keeps nothing.

    Who counts tries with it (`add`, `incr`) counts none meanwhile, so what must hold is counted in the database.
    """

    _away_until = 0.0  # of the process: Django makes one object a thread

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient

    def validate_key(self, key: Any) -> None:
        """Any key will do; Django warns of what memcached would refuse."""

    def is_reachable(self) -> bool:
        """Whether the server answers now; asked by the health check, so never from memory."""
        try:
            return bool(self._cache.get_client(None, write=True).ping())
        except (RedisError, OSError):
            return False

    def _or(self, otherwise: Any, ask: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if time.monotonic() < ForgivingCache._away_until:
            return otherwise
        try:
            return ask(*given, **named)
        except (RedisError, OSError) as error:
            ForgivingCache._away_until = time.monotonic() + AGAIN
            log.warning("cache_away", error=type(error).__name__, again_in=AGAIN)
            return otherwise

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:  # fmt: skip
        return bool(self._or(True, super().add, key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._or(default, super().get, key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:  # fmt: skip
        self._or(None, super().set, key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return bool(self._or(False, super().touch, key, timeout, version))

    def delete(self, key: Any, version: Any = None) -> bool:
        return bool(self._or(False, super().delete, key, version))

    def get_many(self, keys: Any, version: Any = None) -> dict[Any, Any]:
        return dict(self._or({}, super().get_many, keys, version))

    def has_key(self, key: Any, version: Any = None) -> bool:
        return bool(self._or(False, super().has_key, key, version))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """As Django's; ValueError where the key is not there, which it is not when the server is away."""
        value = self._or(None, super().incr, key, delta, version)
        if value is None:
            raise ValueError(f"Key '{key}' not found")
        return int(value)

    def raise_to(self, key: str, value: int) -> bool:
        """Keep a number that only grows, whoever writes last (exact up to 2^53); whether it was kept.

        Tried even while the server is thought to be away: what must be known by all is not left out for ten seconds.
        """
        name = self.make_and_validate_key(key)
        try:
            self._cache.get_client(None, write=True).zadd(name, {"value": value}, gt=True)
        except (RedisError, OSError) as error:
            log.warning("number_not_kept", error=type(error).__name__)
            return False
        return True

    def number(self, key: str) -> int | None:
        """What `raise_to` kept, or None."""
        name = self.make_and_validate_key(key)
        found = self._or(None, lambda: self._cache.get_client(None).zscore(name, "value"))
        return None if found is None else int(found)

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> list[Any]:
        return list(self._or(list(data), super().set_many, data, timeout, version))

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._or(None, super().delete_many, keys, version)

    def clear(self) -> None:
        self._or(None, super().clear)
