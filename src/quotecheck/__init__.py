"""Quote attribution and fact-checking datasets from news text."""

__version__ = "0.1.0"
