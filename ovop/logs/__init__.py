"""What the processes write: one JSON object a line, with the number of the request, without people in it."""
