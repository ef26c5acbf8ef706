"""One module a room: what a page asks the store, as plain functions of an ``Ask``."""
