"""Performance figures: ratios measured side by side in one run, and counts. Never timed tests."""
