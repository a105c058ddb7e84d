"""What is printed: frozen content in, pages out."""
