"""gunicorn's own messages as JSON lines; no access log, for `request_finished` says it without addresses."""

from __future__ import annotations

import logging.config
from typing import Any

from gunicorn.glogging import Logger

from ovop.logs import config


class JsonLogger(Logger):
    def setup(self, cfg: Any) -> None:
        """Instead of handlers of its own it hands its lines on."""
        config.configure()
        logging.config.dictConfig(config.CONFIG)
        self.error_log.handlers, self.access_log.handlers = [], []
        self.error_log.propagate = True
        self.error_log.setLevel(self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.INFO))
