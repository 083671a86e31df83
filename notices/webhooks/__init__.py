"""Telling programs: signed, tried again, never into our own network. Format: Standard Webhooks (standardwebhooks.com)."""
