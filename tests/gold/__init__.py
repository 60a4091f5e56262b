"""Our own gold set: invented articles, annotated by hand. See README.md."""

from gold.loader import GoldArticle, GoldClaim, GoldFinding, articles

__all__ = ["GoldArticle", "GoldClaim", "GoldFinding", "articles"]
