"""Who may do what: a table of every route and every role, and words of one province that never show in another."""
