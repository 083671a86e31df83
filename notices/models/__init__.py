"""What people are told, how each wants to be told, and how well the ways work."""

from notices.models.chats import BotUpdate, ChatInvitation, TelegramChat
from notices.models.health import ChannelHealth
from notices.models.notices import MAX_ATTEMPTS, Channel, Notice
from notices.models.preferences import Away, Pace, Preference
from notices.models.webhooks import Webhook, WebhookDelivery
from notices.models.wordings import Wording

__all__ = [
    "MAX_ATTEMPTS", "Away", "BotUpdate", "Channel", "ChannelHealth", "ChatInvitation", "Notice", "Pace",
    "Preference", "TelegramChat", "Webhook", "WebhookDelivery", "Wording",
]  # fmt: skip
