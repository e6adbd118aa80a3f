"""Releases of a dataset: frozen folders, what changed since the last, words put back where they are out."""
