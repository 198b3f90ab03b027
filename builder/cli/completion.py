"""answerbook completion: the script that lets a shell complete our verbs and options."""

import click
from click.shell_completion import get_completion_class

from builder.errors import AnswerbookError

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", epilog='Example: eval "$(answerbook completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script of a shell."""
    kind = get_completion_class(shell)
    if kind is None:
        raise AnswerbookError(f"no completion for {shell} here")
    click.echo(kind(ctx.find_root().command, {}, "answerbook", "_ANSWERBOOK_COMPLETE").source())
    return 0
