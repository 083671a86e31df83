"""How the platform itself does: for people on a page, for machines as Prometheus metrics."""
