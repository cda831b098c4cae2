"""Which units of two sources say the same thing, and which statements all sources share."""
