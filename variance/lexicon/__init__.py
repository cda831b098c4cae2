"""Data tables with their origin and licence, and their loaders."""
