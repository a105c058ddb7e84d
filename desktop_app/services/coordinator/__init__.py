"""The coordinator: appointments, substitutes, the chat."""
