"""answerbook clean: everything that a build makes again, deleted. Answers are never among it."""

from pathlib import Path

import click

from builder.cli import say
from builder.format import find_root, read_project
from builder.pipeline import OURS, is_site, refuse_strangers
from builder.publish import locked, remove_tree


@click.command("clean", epilog="Example: answerbook clean --cache")
@click.option("--cache", is_flag=True, help="Only the cache.")
@click.pass_obj
def command(folder: Path, cache: bool) -> int:
    """Delete the cache and everything that a build makes.

    Documents, questions and answers stay.
    """
    project = read_project(find_root(folder))
    with locked(project.cache_dir / "lock"):
        build = [project.build_dir] if (project.build_dir / OURS).is_file() and not cache else []
        site = [project.site_dir] if is_site(project.site_dir) and not cache else []
        if site:
            refuse_strangers(project)
        made = [*build, *site, project.cache_dir]
        for path in made:
            remove_tree(path)
    say.result("Deleted " + ", ".join(f"{say.shown_path(str(path))}/" for path in made) + ".")
    return 0
