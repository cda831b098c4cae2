"""The stories of a settings file as reports: a thin caller of ``compare``."""
