"""Articles in; quotes, marked spans and assertions out."""
