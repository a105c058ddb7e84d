"""What is stored: SQLAlchemy classes, the engine and the migrations."""
