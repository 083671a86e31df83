"""Who changed what, when and from where: written by the database's triggers, and not to be rewritten by the site."""
