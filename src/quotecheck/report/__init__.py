"""Findings, quotes and problems for people to read."""
