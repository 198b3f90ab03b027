"""Records to files and back: the only room that knows wire names. Every error says where it is and the way out."""

from builder.format.answer_files import answers_digest, read_answer_files
from builder.format.answers import (
    answer_path,
    find_damages,
    find_merge_conflicts,
    read_answers,
    read_sound,
    settle_answer,
    write_answers,
)
from builder.format.asked import read_asked
from builder.format.book import BUILD_PAGE, book_paths, find_unread, read_book, read_books
from builder.format.gold import read_gold
from builder.format.marked import KEEP_ONE, SPELT, nearest_name, quoted, scalar
from builder.format.plain import from_json, from_plain, to_json, to_plain
from builder.format.project import (
    config_path,
    find_root,
    path_from,
    read_configs,
    read_project,
    read_settings,
    switched_on,
)
from builder.format.proposed import accept_questions, propose_questions, read_proposed, reject_questions
from builder.format.query_log import read_query_log
from builder.format.questions import find_unlisted, id_taken, read_questions
from builder.format.versions import version_of

__all__ = [
    "BUILD_PAGE",
    "KEEP_ONE",
    "SPELT",
    "accept_questions",
    "answer_path",
    "answers_digest",
    "book_paths",
    "config_path",
    "find_damages",
    "find_merge_conflicts",
    "find_root",
    "find_unlisted",
    "find_unread",
    "from_json",
    "from_plain",
    "id_taken",
    "nearest_name",
    "path_from",
    "propose_questions",
    "quoted",
    "read_answer_files",
    "read_answers",
    "read_asked",
    "read_book",
    "read_books",
    "read_configs",
    "read_gold",
    "read_project",
    "read_proposed",
    "read_query_log",
    "read_questions",
    "read_settings",
    "read_sound",
    "reject_questions",
    "scalar",
    "settle_answer",
    "switched_on",
    "to_json",
    "to_plain",
    "version_of",
    "write_answers",
]
