"""Grounding: from the words that a model gave to the characters of the article, or to nothing."""

from claimcheck.grounding.paraphrase import densest_statement
from claimcheck.grounding.places import Place, locate, locate_claim

__all__ = ["Place", "densest_statement", "locate", "locate_claim"]
