"""The shared kernel: small building blocks that every room may use and that know no room."""
