"""Bits flipped and files cut in the cache and the answers: found and made anew or refused by name, never believed.

Every damage is held to the doors through which the files are read; one in twenty of the flips, one in a hundred of the
cuts, and all in the answers are also built into a site. That must be the right one, or refused with file and line.
"""

import random
from functools import cache
from pathlib import Path

from builder.errors import AnswerbookError
from builder.store import Store, _places
from durable.ground import Broken, differing, edit, make_project, run, tree

CACHE, ANSWERS = ".answerbook/cache", "seeds/ships/answers"
BUILT_FLIPS, BUILT_CUTS = 20, 100  # one in so many is built into a site
IN_ANSWERS = 5  # one flip in so many goes into the answers
QUESTIONS = """\
  - {id: height, ask: How tall is the mast of the frigate?}
  - {id: built, ask: Where was the schooner built?}
  - {id: sails, ask: How large is the crew that sails the ship?, scope: each}
"""


@cache
def prepare(folder: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """A built project: where it is, its files that get damaged, what a build makes, and every value of its cache."""
    root = folder / "root"
    make_project(root)
    with (root / "seeds/ships/questions.yml").open("a", encoding="utf-8") as file:
        file.write(QUESTIONS)
    run(root)
    _decide(root)
    run(root)
    kept = [path for path in (root / CACHE).rglob("*") if path.is_file()]
    values = {key: value for path in kept for key, value in _believed(root, path).items()}
    return root, tree(root, CACHE, ANSWERS), tree(root, "build", "seeds"), values


def _decide(root: Path) -> None:
    """Edit, approve and reject some answers, so that a person's words are damaged too: words that no gate refuses."""
    edit(root, f"{ANSWERS}/height.yml", "- state: answered", "- state: edited")
    edit(root, f"{ANSWERS}/height.yml", 'text: "The mast of the frigate', 'text: "The mast')
    edit(root, f"{ANSWERS}/built.yml", "state: answered", "state: approved")
    edit(root, f"{ANSWERS}/sails.yml", "state: answered", "state: approved")
    edit(root, f"{ANSWERS}/mast.yml", "state: answered", "state: rejected")


def cuts(folder: Path) -> list[tuple[str, int]]:
    """Every file that gets cut with every length that it can be cut to."""
    _, files, _, _ = prepare(folder)
    return [(name, length) for name, content in sorted(files.items()) for length in range(len(content))]


def flip_case(number: int, folder: Path) -> str:
    """Flip one bit."""
    ground = folder.parent / "damages-ground"
    _, files, _, _ = prepare(ground)
    chance = random.Random(number)
    within = ANSWERS if number % IN_ANSWERS == 0 else CACHE
    weighed = [(name, len(content)) for name, content in sorted(files.items()) if name.startswith(within) and content]
    (name,) = chance.choices([name for name, _ in weighed], [length for _, length in weighed])
    content = bytearray(files[name])
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    told = f"bit {bit} of byte {place} of {name} flipped"
    return _hold(ground, name, bytes(content), told, build=within == ANSWERS or number % BUILT_FLIPS == 1)


def cut_case(number: int, folder: Path) -> str:
    """Cut one file."""
    ground = folder.parent / "damages-ground"
    name, length = cuts(ground)[number]
    _, files, _, _ = prepare(ground)
    build = name.startswith(ANSWERS) or number % BUILT_CUTS == 0
    return _hold(ground, name, files[name][:length], f"{name} cut to {length} bytes", build=build)


def _hold(ground: Path, name: str, damaged: bytes, told: str, *, build: bool) -> str:
    root, files, expected, values = prepare(ground)
    (root / name).write_bytes(damaged)
    try:
        if name.startswith(ANSWERS):
            return _hold_answers(root, name, damaged, expected, told)
        if any(value != values.get(key) for key, value in _believed(root, root / name).items()):
            raise Broken(f"{told}: a wrong value was believed")
        if build:
            run(root)
            if tree(root, "build", "seeds") != expected:
                raise Broken(f"{told}: {differing(tree(root, 'build', 'seeds'), expected)} differ")
        return ""
    finally:
        (root / name).write_bytes(files[name])
        if build:
            _restore(root, files)


def _hold_answers(root: Path, name: str, damaged: bytes, expected: dict[str, bytes], told: str) -> str:
    try:
        run(root)
    except AnswerbookError as error:
        if Path(error.path) != root / name or not error.line or (root / name).read_bytes() != damaged:
            raise Broken(f"{told}: refused as {error}") from error
        return "refused"
    if tree(root, "build", "seeds") != expected:
        raise Broken(f"{told}: {differing(tree(root, 'build', 'seeds'), expected)} differ")
    return "right again"


def _believed(root: Path, path: Path) -> dict[str, bytes]:
    """The values that a file of the cache still gives."""
    store = Store(root / CACHE)
    if path.parent.name != "packs":
        found = {path.name: store._value(path.name)}
    else:
        found = {key: store._read(place, key) for key, place in _places(path).items()}
    return {key: value for key, value in found.items() if value is not None}


def _restore(root: Path, files: dict[str, bytes]) -> None:
    """Put back what a case damaged and take away what a build added."""
    for path in (root / CACHE).rglob("*"):
        if path.is_file() and path.relative_to(root).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
