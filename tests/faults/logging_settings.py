"""Settings of processes whose lines a test reads: the logs as a server writes them."""

from ovop.settings.base import LOGGING as AS_ON_A_SERVER
from ovop.settings.test import *  # noqa: F403

LOGGING = AS_ON_A_SERVER
