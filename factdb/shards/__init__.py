"""Extraction beyond one machine: articles in, Parquet out, no database needed; and a database made of it later.

``extracted`` is the seam for whatever engine spreads work over machines: Arrow batches of articles in, Arrow batches of
what was found in them out.
"""
