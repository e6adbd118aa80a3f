"""How far annotators of the same articles agree: F1 of spans, Krippendorff's alpha, and where they do not."""
