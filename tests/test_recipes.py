"""The CI recipes work as written: their keys are the services' own, and their shell lines run in a clean clone.

What a test cannot have is stood in for: pip's line is left out, `gh` notes what it is told, GitLab is a small server.
"""

import os
import re
import shutil
import stat
import subprocess
import sys
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import World
from gitlab_notes import Notes
from gitlab_notes import server as server

ROOT = Path(__file__).parent.parent
CI = ROOT / "site_src" / "guides" / "ci"
QUOTER = ROOT / "tests" / "golden" / "generation" / "quoter"
INSTALL = re.compile(r'python -m pip install "answerbook(?:\[gpu\])? @ git\+ADDRESS"')
GITHUB = set("name run-name on permissions env defaults concurrency jobs".split())
GITHUB_JOB = set(
    "name permissions needs if runs-on environment concurrency outputs env defaults steps timeout-minutes strategy"
    " continue-on-error container services uses with secrets".split()
)
GITHUB_STEP = set("id if name uses run working-directory shell with env continue-on-error timeout-minutes".split())
GITHUB_EVENTS = set("push pull_request schedule workflow_dispatch".split())
GITHUB_PERMISSIONS = set("contents pages id-token pull-requests".split())
GITHUB_INPUTS = {
    "actions/checkout@v4": {"fetch-depth"},
    "actions/setup-python@v5": {"python-version"},
    "actions/cache@v4": {"path", "key", "restore-keys"},
    "actions/upload-pages-artifact@v3": {"path"},
    "actions/deploy-pages@v4": set(),
}
GITLAB = set("default include stages variables workflow image services cache before_script after_script".split())
GITLAB_JOB = set(
    "after_script allow_failure artifacts before_script cache coverage environment extends image interruptible needs"
    " pages parallel release resource_group retry rules script services stage tags timeout trigger variables"
    " when".split()
)
GITLAB_RULE = set("if changes exists when allow_failure variables needs".split())
GITLAB_ARTIFACTS = set("paths exclude expire_in expose_as name public reports untracked when".split())
GITLAB_VARIABLES = set(
    "CI_API_V4_URL CI_COMMIT_BRANCH CI_DEFAULT_BRANCH CI_MERGE_REQUEST_IID CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    " CI_PIPELINE_SOURCE CI_PROJECT_ID CI_PROJECT_PATH CI_SERVER_HOST CI_SERVER_PROTOCOL".split()
)


def recipe(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((CI / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def steps(name: str, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = recipe(name)["jobs"][job]["steps"]
    return found


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


class Clone:
    """A clean clone of a demo project, and what its recipes' shell lines find around them."""

    def __init__(self, root: Path, tools: Path) -> None:
        self.root = root
        self.tools = tools
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]]),
            "ANSWERBOOK_ENGINE": "toy",
            "GIT_TERMINAL_PROMPT": "0",
            "RUNNER_TEMP": str(tools),
        }

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a step as the services do: bash that stops at the first error."""
        if INSTALL.fullmatch(script.strip()):
            script = "command -v answerbook"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        environment = {**self.environment, **variables}
        return subprocess.run(command, cwd=self.root, env=environment, check=False, capture_output=True, text=True)

    def must(self, script: str, **variables: str) -> str:
        """Run a step that has to work."""
        done = self.run(script, **variables)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def clone(world: World, tmp_path: Path) -> Clone:
    """A clone of a branch that changes a document, with its answers, as a runner checks it out."""
    world.write(".gitignore", ".answerbook/\nbuild/\nsite/\nchanges.md\nanswerbook.xml\npublic/\n")
    world.run("build")
    git(world.root, "init", "--quiet", "--initial-branch=main")
    git(world.root, "add", "--all")
    git(world.root, "commit", "--quiet", "--message", "A site")
    git(world.root, "checkout", "--quiet", "-b", "taller")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "49 m")
    world.run("build")
    git(world.root, "commit", "--quiet", "--all", "--message", "A taller mast")
    bare = tmp_path / "origin" / "group" / "ships.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(world.root), str(bare))
    git(bare, "config", "receive.advertisePushOptions", "true")
    git(tmp_path, "clone", "--quiet", "--branch", "taller", str(bare), "clone")
    tools = tmp_path / "tools"
    tools.mkdir()
    noting = tools / "gh"
    noting.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{tools}/told"\n', "utf-8")
    noting.chmod(noting.stat().st_mode | stat.S_IEXEC)
    return Clone(tmp_path / "clone", tools)


@pytest.mark.parametrize("name", ["github-site.yml", "github-nightly.yml"])
def test_github_knows_every_key(name: str) -> None:
    found = recipe(name)
    assert set(found) <= GITHUB and set(found["on"]) <= GITHUB_EVENTS
    for job in found["jobs"].values():
        assert set(job) <= GITHUB_JOB and {"runs-on", "steps"} <= set(job)
        assert set(job.get("permissions", {})) | set(found["permissions"]) <= GITHUB_PERMISSIONS
        assert set(job.get("needs", "").split()) <= set(found["jobs"])
        for step in job["steps"]:
            assert set(step) <= GITHUB_STEP and len({"uses", "run"} & set(step)) == 1
            assert set(step.get("with", {})) <= GITHUB_INPUTS[step["uses"]] if "uses" in step else True
            assert "${{" not in step.get("run", ""), "what others wrote must not become a part of a command"


def test_gitlab_knows_every_key() -> None:
    found = recipe("gitlab.yml")
    jobs = {name: job for name, job in found.items() if name not in GITLAB}
    assert set(jobs) == {"check", "changes", "pages", "answers"}
    for job in jobs.values():
        assert set(job) <= GITLAB_JOB and "script" in job and job["stage"] in found["stages"]
        assert set(job.get("artifacts", {})) <= GITLAB_ARTIFACTS
        assert all(set(rule) <= GITLAB_RULE for rule in job["rules"])
    text = (CI / "gitlab.yml").read_text("utf-8")
    assert set(re.findall(r"\bCI_\w+", text)) <= GITLAB_VARIABLES


def test_the_hook_is_there_and_checks_a_clean_clone(clone: Clone) -> None:
    (repository,) = recipe("pre-commit-config.yaml")["repos"]
    assert set(repository) == {"repo", "rev", "hooks"}
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in hooks]
    assert set(hooks[0]) == {"id", "name", "entry", "language", "pass_filenames", "always_run"}
    assert hooks[0]["always_run"] is True  # documents of any kind may change what stands
    assert "no findings" in clone.must(hooks[0]["entry"])
    answers = clone.root / "seeds/ships/answers/mast.yml"
    answers.write_text(answers.read_text("utf-8").replace("quote:", "quot:"), "utf-8")
    assert clone.run(hooks[0]["entry"]).returncode == 1


def test_github_s_site_is_checked_and_built_in_a_clean_clone(clone: Clone) -> None:
    ran = [step["run"] for step in steps("github-site.yml", "build") if "run" in step]
    for script in ran:
        clone.must(script)
    assert "is 49 m tall" in (clone.root / "site/answers/ships/mast/index.html").read_text("utf-8")
    assert git(clone.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_stale_answers_fail(clone: Clone, name: str) -> None:
    document = clone.root / "seeds/ships/documents/fregatte.md"
    document.write_text(document.read_text("utf-8").replace("49 m", "50 m"), "utf-8")
    lines = (
        [step["run"] for step in steps("github-site.yml", "build") if "run" in step]
        if name == "github"
        else recipe("gitlab.yml")["check"]["script"]
    )
    (check,) = [line for line in lines if "check --strict" in line]
    assert clone.run(check).returncode == 1


def test_github_tells_a_pull_request_what_changes(clone: Clone) -> None:
    for step in steps("github-site.yml", "changes"):
        if "run" in step:
            clone.must(step["run"], GITHUB_BASE_REF="main", NUMBER="7")
    told = (clone.tools / "told").read_text("utf-8")
    assert told == "pr comment 7 --body-file changes.md --edit-last --create-if-none\n"
    changes = (clone.root / "changes.md").read_text("utf-8")
    assert "before: The mast of the frigate is 48 m tall." in changes
    assert "now: The mast of the frigate is 49 m tall." in changes


def test_github_opens_a_pull_request_with_new_answers(clone: Clone) -> None:
    git(clone.root, "rm", "--quiet", "seeds/ships/answers/mast.yml")
    git(clone.root, "commit", "--quiet", "--message", "An answer less")
    job = recipe("github-nightly.yml")["jobs"]["answers"]
    variables = {**job["env"], "GH_TOKEN": "", "MODEL": str(QUOTER)}
    for step in job["steps"]:
        if "run" in step:
            clone.must(step["run"], **variables)
    told = (clone.tools / "told").read_text("utf-8")
    assert told.startswith("pr create --head answers/nightly --title New answers --body-file ")
    pushed = git(clone.root, "ls-tree", "-r", "--name-only", "origin/answers/nightly")
    assert "seeds/ships/answers/mast.yml" in pushed
    assert "mast" in (clone.tools / "changes.md").read_text("utf-8")


def test_github_s_night_without_news_opens_nothing(clone: Clone) -> None:
    job = recipe("github-nightly.yml")["jobs"]["answers"]
    clone.must("answerbook build")
    clone.must(job["steps"][-1]["run"], **job["env"])
    assert not (clone.tools / "told").exists()


def test_gitlab_s_site_is_checked_and_built_in_a_clean_clone(clone: Clone) -> None:
    found = recipe("gitlab.yml")
    for line in (*found["check"]["script"], *found["pages"]["script"]):
        clone.must(line)
    assert (clone.root / "answerbook.xml").read_text("utf-8").startswith("<?xml")
    assert "is 49 m tall" in (clone.root / "public/answers/ships/mast/index.html").read_text("utf-8")


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_gitlab_tells_a_merge_request_what_changes(clone: Clone, server: HTTPServer) -> None:
    Notes.asked.clear()
    Notes.kept = {40: "Looks good to me.\n<!-- answerbook -->"}
    script = "\n".join(recipe("gitlab.yml")["changes"]["script"])  # GitLab runs a job's lines in one shell
    variables = {
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PROJECT_ID": "3",
        "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4",
        "ANSWERBOOK_TOKEN": "t",
    }
    script = script.replace(next(line for line in script.splitlines() if INSTALL.fullmatch(line)), "")
    clone.must(script, **variables)
    path = "/api/v4/projects/3/merge_requests/7/notes"
    assert Notes.asked == [("GET", f"{path}?per_page=100", "t"), ("POST", path, "t")]
    assert "now: The mast of the frigate is 49 m tall." in Notes.kept[41]
    (clone.root / "seeds/ships/documents/fregatte.md").write_text("# The frigate\n\nIts mast is 51 m tall.\n", "utf-8")
    clone.must(script, **variables)
    assert Notes.asked[2:] == [("GET", f"{path}?per_page=100", "t"), ("PUT", f"{path}/41", "t")]
    assert sorted(Notes.kept) == [40, 41]
    assert "is 49 m tall" not in Notes.kept[41].replace("before: The mast of the frigate is 49 m", "")


def test_gitlab_opens_a_merge_request_with_new_answers(clone: Clone) -> None:
    git(clone.root, "rm", "--quiet", "seeds/ships/answers/mast.yml")
    git(clone.root, "commit", "--quiet", "--message", "An answer less")
    origin = Path(git(clone.root, "remote", "get-url", "origin").strip())
    # A server of one's own is told by git's own rule for addresses.
    address = f"url.{origin.parent.parent}/.insteadOf"
    git(clone.root, "config", address, "https://answers:t@gitlab.example/")
    job = recipe("gitlab.yml")["answers"]
    variables = {
        **job["variables"],
        "MODEL": str(QUOTER),
        "ANSWERBOOK_TOKEN": "t",
        "CI_SERVER_PROTOCOL": "https",
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "group/ships",
        "CI_DEFAULT_BRANCH": "main",
    }
    for line in job["script"]:
        clone.must(line, **variables)
    assert "seeds/ships/answers/mast.yml" in git(origin, "ls-tree", "-r", "--name-only", "answers/nightly")


def test_the_guide_names_every_recipe() -> None:
    guide = (ROOT / "site_src" / "guides" / "publish.md").read_text("utf-8")
    for path in sorted(CI.iterdir()):
        assert f"](ci/{path.name})" in guide, path.name
