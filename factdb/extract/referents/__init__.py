"""Whom words like "he", "I" and "the president" mean, where it is sure enough to be written into the claim."""
