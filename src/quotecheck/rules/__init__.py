"""Rules as cards: data with examples, and their loader."""
