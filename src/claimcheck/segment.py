"""Sentences with exact offsets, and the region of the article in which each lies."""
