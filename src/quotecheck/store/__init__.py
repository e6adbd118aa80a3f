"""Records on disk: written, read back, checked."""
