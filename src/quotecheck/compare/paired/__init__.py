"""Comparators of two sentences that tell of one happening on one day, read as sentences and not clause by clause."""
