"""Records without the words of articles: what is left out, how it is got back, how such records are checked."""
