"""Alembic's environment: always the caller's own connection and transaction."""

from __future__ import annotations

from alembic import context

from desktop_app.models.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction is the only one
)
context.run_migrations()
