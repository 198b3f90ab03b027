"""From a model's weights to a published book: added by `answerbook models add`, asked, and held to the gates, on a CPU.

Our own way of writing graphs runs everywhere; that of optimum, and a model taught on the spot, with the extra `export`.
"""

import importlib.util
import json
import shutil
import struct
import sys
from pathlib import Path

import numpy
import onnx
import pytest
from conftest import World
from onnx import numpy_helper
from test_written_answers import ASKED, GOLDEN, QUOTER, build, claims, shop

from builder.checks.gates import find_faults
from builder.format import read_answers, read_books, read_project
from builder.pipeline import load_site

__all__ = ["shop"]

needs_export = pytest.mark.skipif(not importlib.util.find_spec("optimum"), reason="the extra `export` is not installed")


def take_weights(graph: Path) -> dict[str, numpy.ndarray]:  # type: ignore[type-arg]
    """The weights of a graph of optimum's, under the names they had before it was exported."""
    model = onnx.load(str(graph))
    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = {name: array for name, array in held.items() if name.startswith("model.")}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in held and node.name.startswith("/model/layers"):
            weights[".".join(node.name.strip("/").split("/")[:-1]) + ".weight"] = held[node.input[1]].T
    return weights


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The golden quoting model as a hub would give it out: safetensors, a configuration and a tokenizer."""
    folder = tmp_path / "quoter-source"
    folder.mkdir()
    for name in ("config.json", "generation_config.json", "tokenizer.json"):
        shutil.copyfile(QUOTER / name, folder / name)
    header, content = {}, b""
    for name, array in take_weights(QUOTER / "model.onnx").items():
        start, content = len(content), content + numpy.ascontiguousarray(array, dtype=numpy.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [start, len(content)]}
    written = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(written)) + written + content)
    return folder


def add(world: World, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setenv("ANSWERBOOK_MODELS", str(tmp_path / "store"))
    world.run("models", "add", str(source), "--name", "mine", *arguments)
    assert world.code == 0, world.talk


def faults(world: World) -> list[tuple[str, str]]:
    project = read_project(world.root)
    known = {passage.id: passage for passage in load_site(project, engine="toy").site.passages}
    answers = [answer for book in read_books(project) for answer in read_answers(book)]
    assert len(answers) == len(ASKED)
    return [
        fault for answer in answers for claim in answer.claims for fault in find_faults(claim, known, composed=False)
    ]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("through", ["own", pytest.param("optimum", marks=needs_export)])
def test_weights_become_a_book(
    through: str, shop: World, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(shop, source, tmp_path, monkeypatch, "--precision", "fp32", "--through", through)
    found = build(shop, "--model", "mine")
    assert found["model_calls"]["language model"] == len(ASKED)
    published = claims(shop)
    assert published["lamp-price", None] == ["The price of the lamp is 35 euros."]  # and not the 99 it invents as well
    assert published["kettle-age", None] == ["The age of the kettle is 30 years."]  # and not the 77 it says
    assert faults(shop) == []
    shutil.rmtree(shop.root / "seeds/shop/answers")
    shutil.rmtree(shop.root / ".answerbook")
    build(shop, "--model", str(QUOTER))  # the very graph that optimum made when the model was taught
    assert claims(shop) == published


@pytest.mark.parametrize("precision", ["int8", "fp16"])
def test_other_precisions_publish_nothing_but_what_passes(
    precision: str, shop: World, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(shop, source, tmp_path, monkeypatch, "--precision", precision)
    build(shop, "--model", "mine")
    assert faults(shop) == []
    assert claims(shop)["lamp-price", None] == ["The price of the lamp is 35 euros."]


@needs_export
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("through", ["own", "optimum"])
def test_a_model_taught_on_the_spot_publishes_nothing_but_what_passes(
    through: str, shop: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few steps of teaching make a model that says much and means little."""
    monkeypatch.syspath_prepend(str(GOLDEN))
    import make_quoter  # noqa: PLC0415 - needs the extra
    import torch  # noqa: PLC0415 - the extra

    torch.manual_seed(3)
    words = make_quoter.make_tokenizer()
    model = make_quoter.make_model(words)
    make_quoter.teach(model, words, 40)
    model.save_pretrained(tmp_path / "taught")
    words.save(str(tmp_path / "taught" / "tokenizer.json"))
    add(shop, tmp_path / "taught", tmp_path, monkeypatch, "--precision", "fp32", "--through", through)
    assert build(shop, "--model", "mine")["model_calls"]["language model"] == len(ASKED)
    assert faults(shop) == []
    assert all(claims(shop).values())
    sys.modules.pop("make_quoter")
