"""Files, pages and streams in; articles with their zones out."""
