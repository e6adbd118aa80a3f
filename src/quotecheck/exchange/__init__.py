"""Datasets in the forms of other tools, and back: a module a format, one table of formats (`formats`)."""
