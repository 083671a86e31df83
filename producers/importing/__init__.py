"""From a sheet of villagers to producers with products: read, match columns, check, import, undo."""
