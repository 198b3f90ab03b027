"""The order of the stages: what is cached, what is written when, what is published. It alone knows them all."""

from builder.pipeline.build import Outcome, build, open_books
from builder.pipeline.engines import NAMES, Engines, choose_engines
from builder.pipeline.gather import Gathered, gather_site
from builder.pipeline.load import load_site
from builder.pipeline.render import child_environment
from builder.pipeline.stamp import watched_files

__all__ = [
    "NAMES",
    "Engines",
    "Gathered",
    "Outcome",
    "build",
    "child_environment",
    "choose_engines",
    "gather_site",
    "load_site",
    "open_books",
    "watched_files",
]
