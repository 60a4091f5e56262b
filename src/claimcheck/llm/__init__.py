"""Talking to models: any OpenAI-compatible endpoint, or the embedded one in this process."""
