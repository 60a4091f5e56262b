"""Segmentation: sentences with exact offsets, and the region of the article in which each lies."""

from claimcheck.segment.datelines import dateline_end
from claimcheck.segment.sentences import Region, Sentence, segment

__all__ = ["Region", "Sentence", "dateline_end", "segment"]
