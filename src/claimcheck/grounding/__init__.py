"""Grounding: from the words that a model gave to the characters of the article, or to nothing."""

from claimcheck.grounding.places import Place, locate, locate_claim

__all__ = ["Place", "locate", "locate_claim"]
