"""Officers and staff: who invites them, moves them, and closes or opens their account."""
