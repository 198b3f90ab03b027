"""Scoring: the words of a text, BM25, and what a query finds in a finished bundle. The twin of web/*.js; pure."""

from builder.rank.words import TITLE, Posting, Words, make_words, owner, pairs, stem, words

__all__ = ["TITLE", "Posting", "Words", "make_words", "owner", "pairs", "stem", "words"]
