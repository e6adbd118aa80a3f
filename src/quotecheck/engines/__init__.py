"""How to map work over processes; nothing about quotes."""
