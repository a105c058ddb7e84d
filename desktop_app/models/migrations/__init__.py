"""Alembic's scripts; run in process by ``desktop_app.models.schema``."""
