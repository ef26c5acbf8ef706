"""Distilling large taggers into the shipped ones on a GPU (see training/README.md)."""
