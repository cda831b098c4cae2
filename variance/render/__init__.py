"""A Comparison as text in a medium: pure functions of the model."""
