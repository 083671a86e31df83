"""The inbox, how one wants to be told, the bot's door, and what staff see and write."""
