"""Extraction: one module per kind of fact, each a function from a Context to that kind's records."""
