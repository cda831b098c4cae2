"""Reviews: what changed in the prose of files between two revisions, by the engine that compares sources."""
