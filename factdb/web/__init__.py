"""factdb in the browser: rows in, pages out. Whoever imports nothing of this package imports no Starlette."""
