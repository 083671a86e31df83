"""Imported by the workers of a test: a text message to one number kills whichever worker sends it."""

import os
import signal

from notices.channels import CHANNELS

_send = CHANNELS["sms"]


def _deadly(notice):
    if str(notice.phone) == os.environ.get("FAULTS_POISON"):
        os.kill(os.getpid(), signal.SIGKILL)
    return _send(notice)


CHANNELS["sms"] = _deadly
