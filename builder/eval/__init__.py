"""Answers held against what a person wrote down: gold questions and answers come in, figures and cases go out.

It composes nothing and asks no model.
"""

from builder.eval.facts import is_said
from builder.eval.measuring import Case, Said, figures_of, judge_answer
from builder.eval.page import render_evaluation

__all__ = ["Case", "Said", "figures_of", "is_said", "judge_answer", "render_evaluation"]
