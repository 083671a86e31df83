"""From an enquiry to a deal: the steps, their pages, and the links that answer without signing in."""
