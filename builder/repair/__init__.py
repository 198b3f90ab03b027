"""Mending text that a machine damaged: pure functions, one a defect, by subject. Never touches sound text, never guesses words."""
