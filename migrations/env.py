"""Runs the revisions on the connection that ``factdb.store.schema`` passes in, inside its transaction."""

from alembic import context

context.configure(**context.config.attributes["configure"])
with context.begin_transaction():
    context.run_migrations()
