"""The order of the stages: what is cached, what is written when, what is published. It alone knows them all."""

from builder.pipeline.build import CACHE, Outcome, build, open_books
from builder.pipeline.changes import Change, compare_answers, recall_passage, stale_finding
from builder.pipeline.decide import decide, record
from builder.pipeline.edits import show_edits
from builder.pipeline.engines import NAMES, Engines, choose_engines
from builder.pipeline.evaluate import evaluate
from builder.pipeline.expecting import Expectations, Expected, expect_questions, find_open
from builder.pipeline.gather import Gathered, gather_site
from builder.pipeline.load import load_site
from builder.pipeline.moved import follow_documents, move_findings
from builder.pipeline.plugin import foreign_note, missing_plugin, unlisted_note, unlisted_pages
from builder.pipeline.proposing import accept_proposals, reject_proposals, waiting_proposals, write_proposals
from builder.pipeline.rehearsal import rehearse
from builder.pipeline.render import child_environment
from builder.pipeline.revision import HEAD, answers_at, in_git
from builder.pipeline.stamp import read_stamp
from builder.pipeline.strangers import OURS, is_site, refuse_strangers
from builder.pipeline.trials import Work
from builder.pipeline.watched import watched_files

__all__ = [
    "CACHE",
    "HEAD",
    "NAMES",
    "OURS",
    "Change",
    "Engines",
    "Expectations",
    "Expected",
    "Gathered",
    "Outcome",
    "Work",
    "accept_proposals",
    "answers_at",
    "build",
    "child_environment",
    "choose_engines",
    "compare_answers",
    "decide",
    "evaluate",
    "expect_questions",
    "find_open",
    "follow_documents",
    "foreign_note",
    "gather_site",
    "in_git",
    "is_site",
    "load_site",
    "missing_plugin",
    "move_findings",
    "open_books",
    "read_stamp",
    "recall_passage",
    "record",
    "refuse_strangers",
    "rehearse",
    "reject_proposals",
    "show_edits",
    "stale_finding",
    "unlisted_note",
    "unlisted_pages",
    "waiting_proposals",
    "watched_files",
    "write_proposals",
]
