"""Forums, meetings and what came of them."""
