"""Records to files and back: the only room that knows wire names. Every error says where it is and the way out."""

from builder.format.answers import answer_path, find_merge_conflicts, read_answers, settle_answer, write_answers
from builder.format.book import book_paths, read_book, read_books
from builder.format.gold import read_gold
from builder.format.plain import from_json, from_plain, to_json, to_plain
from builder.format.project import config_path, find_root, read_project
from builder.format.questions import read_questions
from builder.format.versions import version_of

__all__ = [
    "answer_path",
    "book_paths",
    "config_path",
    "find_merge_conflicts",
    "find_root",
    "from_json",
    "from_plain",
    "read_answers",
    "read_book",
    "read_books",
    "read_gold",
    "read_project",
    "read_questions",
    "settle_answer",
    "to_json",
    "to_plain",
    "version_of",
    "write_answers",
]
