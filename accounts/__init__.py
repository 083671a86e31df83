"""Users, organisations, roles and what each may see."""
