"""Assertions in; findings out."""
