"""What people add and correct by hand: read with places, found in the articles, made quotes, written back."""
