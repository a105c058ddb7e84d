"""A process of its own for everything that reads bytes nobody vouches for: tables, pages, pictures, PDF."""
