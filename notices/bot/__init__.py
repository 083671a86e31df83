"""The Telegram bot: what it sends, what it hears, and how it answers."""
