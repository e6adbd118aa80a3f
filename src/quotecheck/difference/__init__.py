"""What is not the same in two datasets, by meaning: records matched by id or by words, with the why."""
