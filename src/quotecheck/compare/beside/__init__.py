"""Comparators of statements whose sentences go together, though they share neither verb nor family of verbs."""
