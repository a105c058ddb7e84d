"""Attachments: files kept by their content."""
