"""What any reader of English needs: a parse, names, time, quantity."""
