"""What differs inside an alignment: an ordered tuple of rules, one module a kind of change."""
