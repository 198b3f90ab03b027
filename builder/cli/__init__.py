"""The command `answerbook`: words come in, exit codes go out. Each verb is a module beside this one, loaded on demand.

Exit codes: 0 fine · 1 findings or a known error · 2 usage · 3 a bug (its traceback kept in a file) · 130 interrupted.
"""

import difflib
import gc
import importlib
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from builder import __version__
from builder.cli import say
from builder.errors import AnswerbookError

RARELY = (100_000, 50, 50)  # millions of records and hardly a cycle: looking for them took a tenth of a build
# verb → what it does, in the order a person meets them. Kept here so that --help loads no verb.
VERBS = {
    "init": "Start a site in this folder, or add answers to an existing MkDocs project.",
    "build": "Read the documents, answer the questions and publish the site.",
    "serve": "Show the site in a browser and follow every edit.",
    "ask": "Ask what a reader would type into the query box.",
    "answers": "Print the answers.",
    "audit": "Print what became of the answers that transcripts brought along.",
    "expect": "Propose questions that the documents answer and nobody listed.",
    "gaps": "Print what the documents do not answer.",
    "check": "Check that the site stands: files, quotes, answers.",
    "eval": "Measure the answers by GOLD, a file of questions with their right answers.",
    "review": "Walk through what is new or changed, and decide.",
    "approve": "Approve answers as they stand.",
    "reject": "Reject answers: they are not published.",
    "diff": "Print what changed for readers since a revision.",
    "why": "Print what an answer rests on.",
    "models": "Bring language models in, list, check and remove them.",
    "verify": "Hash the cache, the answers and the site again.",
    "doctor": "Print what this installation can do, and what is wrong with it.",
    "clean": "Delete the cache and everything that a build makes.",
    "completion": "Print the completion script of a shell.",
}


class Verbs(click.Group):
    """A group that loads a verb's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of their table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"builder.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in VERBS:
            near = difflib.get_close_matches(args[0], VERBS, n=1)
            meant = f"; did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"there is no verb `{args[0]}`{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Verbs,
    subcommand_metavar="VERB [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="answerbook %(version)s")
@click.option(
    "-C", "--project", "folder", default=".", metavar="DIR", help="A folder of the project. Default: this one."
)
@click.pass_context
def group(ctx: click.Context, folder: str) -> None:
    """Turn documents into a static website that answers questions.

    Example: answerbook init && answerbook build && answerbook serve
    """
    ctx.obj = Path(folder)


def main() -> None:
    """Run the command and leave with its exit code."""
    say.speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that MkDocs, our child, is ended along with us
    gc.set_threshold(*RARELY)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command; whatever goes wrong is told in one shape and becomes an exit code."""
    try:
        code = group.main(list(arguments), prog_name="answerbook", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as problem:
        say.note(problem.format_message())
        return 2
    except click.UsageError as problem:
        say.label("error", _told(problem))
        say.label("hint", _hint(problem))
        return 2
    except click.ClickException as problem:
        say.label("error", problem.format_message())
        return 1
    except (click.Abort, KeyboardInterrupt):
        say.note("interrupted")
        return 130
    except AnswerbookError as problem:
        say.error(problem)
        return 1
    except SystemExit:  # called like this, click leaves so where a pipe is closed: whoever read it has heard enough
        say.drop_output()
        return 0
    except Exception as problem:
        say.label("error", f"a bug: {type(problem).__name__}: {problem}")
        say.label("hint", f"the traceback is in {_keep_traceback()}; please report it")
        return 3


def _told(problem: click.UsageError) -> str:
    message = problem.format_message()
    return message[:1].lower() + message[1:].rstrip(".")


def _hint(problem: click.UsageError) -> str:
    name = problem.option_name if isinstance(problem, click.NoSuchOption) else ""
    if any(name in option.opts for option in group.params):
        return f"`{name}` stands before the verb: see `answerbook --help`"
    return f"see `{problem.ctx.command_path if problem.ctx else 'answerbook'} --help`"


def _keep_traceback() -> str:
    handle, name = tempfile.mkstemp(prefix="answerbook-bug-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"answerbook {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    return name
