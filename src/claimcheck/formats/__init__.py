"""Formats: articles as they come in, reports as they go out."""
