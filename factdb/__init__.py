"""factdb: who said what, where exactly it stands, and how sure it is."""

__version__ = "0.1.0"
