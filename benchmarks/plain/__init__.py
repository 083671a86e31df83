"""The smallest Django sites, to compare with: a view that says a word, and a ListView of one table."""
