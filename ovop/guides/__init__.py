"""Help on the site: the guides of docs/guide/, one for each kind of person, in both languages."""
