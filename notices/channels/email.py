"""E-mail through the server of Django's EMAIL_ settings."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from notices.channels.errors import ChannelDown, DeliveryError, Refused, careful
from notices.messages import address_of, sentence_of
from notices.models import Notice
from ovop.text import cut


def deliver(notice: Notice) -> str:
    """Send one message as text and HTML. A refusal of this address (5xx) is final."""
    if not settings.EMAIL_HOST:
        raise ChannelDown("no mail server is set (EMAIL_HOST)")
    try:
        _message(notice).send()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise (Refused if code >= 500 else DeliveryError)(_told(code, said)) from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        if error.smtp_code >= 500 and isinstance(error, smtplib.SMTPDataError):
            raise Refused(_told(error.smtp_code, error.smtp_error)) from error
        raise DeliveryError(_told(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ChannelDown(f"mail server: {type(error).__name__} {careful(str(error))}") from error
    return ""


def _told(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"mail server said {code}: {careful(text)}"


def _message(notice: Notice) -> EmailMultiAlternatives:
    with translation.override(notice.language):
        text, address = sentence_of(notice), address_of(notice)
        choice = settings.SITE_URL + reverse("notices:preferences")
        context = {
            "lines": text.splitlines(),
            "address": address,
            "choice": choice,
            "notice": notice,
        }
        first = text.splitlines()[0] if text else ""
        message = EmailMultiAlternatives(
            subject=cut(first, 78),
            body=render_to_string("notices/email.txt", context | {"text": text}),
            to=[notice.email],
            headers={"Auto-Submitted": "auto-generated", "X-Notice": str(notice.pk)},
        )
        message.attach_alternative(render_to_string("notices/email.html", context), "text/html")
    return message
