"""The house rules of site_src/design.md, held to the code: who may import whom, and what each room is called."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILDER = ROOT / "builder"
MODULES = sorted(path for path in BUILDER.rglob("*.py"))

FLOORS = {
    "records": 0,
    "errors": 0,
    "text": 1,
    "repair": 1,
    "digest": 1,
    "policy": 1,
    "rank": 1,
    "standing": 1,
    "forms": 1,
    "measures": 1,
    "wording": 1,
    "unaltered": 1,
    "likeness": 1,
    "language": 1,
    "outdated": 1,
    "links": 1,
    "marks": 1,
    "letters": 1,
    "quoted": 1,
    "anchors": 1,
    "packaged": 1,
    "format": 2,
    "store": 2,
    "publish": 2,
    "readers": 3,
    "engines": 3,
    "mkdocs_plugin": 3,
    "sources": 4,
    "passages": 4,
    "index": 4,
    "questions": 4,
    "expect": 4,
    "gaps": 4,
    "evidence": 4,
    "answers": 4,
    "checks": 4,
    "conflicts": 4,
    "audit": 4,
    "pages": 4,
    "bundle": 4,
    "training": 5,
    "eval": 4,
    "model_store": 4,
    "proposals": 4,
    "instructions": 1,
    "export": 5,
    "pipeline": 5,
    "cli": 6,
}
STAGES = {name for name, floor in FLOORS.items() if floor == 4}
THIRD_PARTIES = {
    "click": {"cli"},
    "jinja2": {"pages", "engines"},
    "mkdocs": {"mkdocs_plugin"},
    "onnxruntime": {"engines", "training", "export"},
    "tokenizers": {"engines", "training"},
    "ray": {"engines"},
    "torch": {"training", "export"},
    "transformers": {"training", "export"},
    "optimum": {"training", "export"},
    "onnx": {"training", "export"},
    "huggingface_hub": {"export"},
    "pypdfium2": {"readers"},
    "mammoth": {"readers"},
    "markdown_it": {"readers"},
    "mdit_py_plugins": {"readers"},
    "selectolax": {"readers"},
    "yaml": {"format", "readers"},
}


def room(path: Path) -> str:
    return path.relative_to(BUILDER).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, 0) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.module == "builder":
                found += [(f"builder.{alias.name}", node.level) for alias in node.names]
            else:
                found.append((node.module or "", node.level))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_imports_look_down(path: Path) -> None:
    here = room(path)
    for name, level in imports(path):
        assert level == 0, f"{path}: relative import of {name}"
        parts = name.split(".")
        if parts[0] != "builder" or len(parts) == 1 or here == "__init__" or parts[1] not in FLOORS:
            continue
        other = parts[1]
        if other == here:
            continue
        assert FLOORS[other] < FLOORS[here] or (FLOORS[other], FLOORS[here]) in {(1, 1), (2, 2)}, (
            f"{path} imports {name}: {here} stands on floor {FLOORS[here]}, {other} on floor {FLOORS[other]}"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_third_parties_stay_in_their_rooms(path: Path) -> None:
    for name, _ in imports(path):
        rooms = THIRD_PARTIES.get(name.split(".")[0])
        assert rooms is None or room(path) in rooms, f"{path} imports {name}, which belongs in {sorted(rooms)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_every_module_has_a_room_and_says_what_it_is(path: Path) -> None:
    assert room(path) in {*FLOORS, "__init__", "__main__"}, f"{path} stands in no room of the design"
    source = path.read_text("utf-8")
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), f"{path} opens without a docstring"


def test_no_vague_names() -> None:
    vague = re.compile(r"(^|_)(utils?|helpers?|common|managers?|handlers?|base|process(or)?)(_|\.|$)")
    assert [path for path in MODULES if vague.search(path.name)] == []
