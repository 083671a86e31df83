"""What the ranking learns from: marks and outcomes, fitting, the history of the weights."""
