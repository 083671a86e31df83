"""How Khmer pages write dates and numbers."""
