"""What is printed: frozen content in, pages out. Importing this package loads no PDF library."""
