"""variance: several articles that tell the same story, lined up sentence by sentence."""

__version__ = "0.1.0"
