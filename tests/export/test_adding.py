"""Models enter whole, tried and listed with their digests, or not at all; nothing that could run code is opened."""

import errno
import json
import shutil
import struct
from pathlib import Path

import numpy
import pytest

from builder.cli import run
from builder.engines import Prompt
from builder.engines.generator.external import check_external_data
from builder.engines.generator.generator import load_generator
from builder.errors import EngineError
from builder.export.adding import Wish, add_model
from builder.export.hub import split_id
from builder.export.nbits import BLOCK, quantise, restore
from builder.export.shape import shape_of
from builder.export.sink import Precision
from builder.export.weights import Weights
from builder.model_store import check_model, find_model, list_models, model_name, remove_model

GOLDEN = Path(__file__).parent.parent / "golden" / "generation"


def add(source: Path, root: Path, precision: Precision = "fp32", name: str = "") -> Path:
    return add_model(Wish(source=str(source), precision=precision, name=name), root, told=lambda text: None).folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN / "llama", tmp_path / "source", ignore=shutil.ignore_patterns("optimum")))


@pytest.mark.parametrize("precision", ["fp32", "int8", "int4", "fp16"])
def test_a_folder_of_safetensors_becomes_a_model(precision: Precision, source: Path, tmp_path: Path) -> None:
    folder = add(source, tmp_path / "store", precision)
    (stored,) = list_models(tmp_path / "store")
    assert (stored.name, stored.precision, stored.form, stored.source) == ("source", precision, "slots", "source")
    assert check_model(folder) == ()
    assert find_model("source", tmp_path / "store") == folder
    assert load_generator(folder, threads=1).generate([Prompt(duty="w5 w6", asked="w7")], most=3) != [""]
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["source"]


def test_a_finished_graph_is_taken_as_it_is(tmp_path: Path) -> None:
    ready = Path(shutil.copytree(GOLDEN / "qwen2" / "optimum", tmp_path / "ready"))
    for name in ("tokenizer.json", "config.json"):
        shutil.copyfile(GOLDEN / "qwen2" / name, ready / name)
    folder = add(ready, tmp_path / "store")
    assert list_models(tmp_path / "store")[0].form == "batches"
    assert (folder / "model.onnx").read_bytes() == (ready / "model.onnx").read_bytes()


def test_the_same_folder_gives_the_same_bytes_and_replaces_what_was_there(source: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in add(source, tmp_path / "store").iterdir()}
    assert {path.name: path.read_bytes() for path in add(source, tmp_path / "store").iterdir()} == first
    add(source, tmp_path / "store", "int8")
    assert [model.precision for model in list_models(tmp_path / "store")] == ["int8"]


def test_a_changed_file_is_noticed(source: Path, tmp_path: Path) -> None:
    folder = add(source, tmp_path / "store")
    before = load_generator(folder).fingerprint
    data = bytearray((folder / "model.onnx.data").read_bytes())
    data[5000] ^= 1
    (folder / "model.onnx.data").write_bytes(data)
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    (folder / "stranger.py").write_text("", "utf-8")
    said = {(finding.severity, finding.message) for finding in check_model(folder)}
    assert ("error", "model.onnx.data is not the file that was added: its sha256 differs") in said
    assert ("warning", "stranger.py is not in the manifest") in said
    assert any(message.startswith("tokenizer.json has 2 bytes, not ") for _, message in said)
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    assert load_generator(folder).fingerprint != before


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda folder: (folder / "model.safetensors").rename(folder / "pytorch_model.bin"),
            "holds pytorch_model.bin but no safetensors",
        ),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"not"), "not a safetensors file"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "no tokenizer.json here"),
        (lambda folder: (folder / "config.json").unlink(), "no config.json here"),
        (lambda folder: (folder / "config.json").write_text("{", "utf-8"), "not JSON"),
        (lambda folder: edit(folder, auto_map={"AutoModel": "evil.py"}), "brings its own Python code"),
        (lambda folder: edit(folder, num_hidden_layers=3), r"the weights lack the tensor model\.layers\.2"),
    ],
)
def test_what_cannot_be_a_model_leaves_nothing_behind(spoil, message: str, source: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    spoil(source)
    with pytest.raises(EngineError, match=message):
        add(source, tmp_path / "store")
    assert list((tmp_path / "store").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("builder.export.sink.Sink.keep_as_is", full)
    with pytest.raises(EngineError, match="the model cannot be written: No space left on device") as told:
        add(source, tmp_path / "store")
    assert told.value.hint == "make room, or name another place with ANSWERBOOK_MODELS"
    assert list((tmp_path / "store").iterdir()) == []


def edit(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, **changes}), "utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"architectures": ["GemmaForCausalLM"]},
        {"rope_scaling": {"rope_type": "yarn", "factor": 4.0}},
        {"attention_bias": True},
        {"hidden_act": "gelu"},
        {"sliding_window": 64, "use_sliding_window": True},
        {"head_dim": 24},
        {"partial_rotary_factor": 0.5},
    ],
)
def test_what_we_do_not_write_ourselves_goes_another_way(changes: dict[str, object]) -> None:
    config = json.loads((GOLDEN / "llama" / "config.json").read_text("utf-8"))
    assert shape_of(config) is not None
    assert shape_of({**config, **changes}) is None


@pytest.mark.parametrize("name", ["num_attention_heads", "num_hidden_layers", "intermediate_size", "vocab_size"])
def test_a_configuration_that_was_cut_short_is_told(name: str) -> None:
    config = json.loads((GOLDEN / "llama" / "config.json").read_text("utf-8"))
    with pytest.raises(EngineError, match=f"^config.json lacks `{name}`, which every model of this family has$"):
        shape_of({"head_dim": 64, **{key: value for key, value in config.items() if key != name}})


def tensor(path: str) -> bytes:
    """An ONNX model with one initializer that lies in the file `path`."""

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content)]) + content

    entry = field(1, b"location") + field(2, path.encode())
    return field(7, field(5, field(13, entry)))


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "a/../../secret", ""])
def test_weights_outside_the_folder_are_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.onnx").write_bytes(tensor(path))
    with pytest.raises(EngineError, match="outside its folder"):
        check_external_data(tmp_path / "model" / "model.onnx")


def test_weights_inside_the_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(tensor("weights.bin"))
    with pytest.raises(EngineError, match=r"weights\.bin is missing"):
        check_external_data(tmp_path / "model.onnx")
    (tmp_path / "weights.bin").write_bytes(b"")
    assert check_external_data(tmp_path / "model.onnx") == ("weights.bin",)


@pytest.mark.parametrize(
    "content", [b"hello, world", b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", b"\x3a\x05a", b"\x0f"]
)
def test_other_bytes_are_no_graph(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(EngineError, match="not an ONNX file"):
        check_external_data(tmp_path / "model.onnx")


def test_tensors_outside_their_file_are_refused(tmp_path: Path) -> None:
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8_000]}}).encode()
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + b"\0" * 8)
    with pytest.raises(EngineError, match="lies outside the file"):
        Weights(tmp_path)


def test_half_floats_of_both_kinds_are_read(tmp_path: Path) -> None:
    values = numpy.array([1.5, -2.0, 0.0, 3.25], dtype=numpy.float32)
    halves = (values.view(numpy.uint32) >> 16).astype(numpy.uint16).tobytes() + values.astype(numpy.float16).tobytes()
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "brain": {"dtype": "BF16", "shape": [2, 2], "data_offsets": [0, 8]},
            "half": {"dtype": "F16", "shape": [4], "data_offsets": [8, 16]},
        }
    ).encode()
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + halves)
    weights = Weights(tmp_path)
    assert weights.read("brain").tolist() == [[1.5, -2.0], [0.0, 3.25]]
    assert weights.read("half").tolist() == values.tolist()


@pytest.mark.parametrize(("bits", "loss"), [(8, 0.01), (4, 0.15)])
def test_quantised_weights_come_back_nearly(bits: int, loss: float) -> None:
    weight = numpy.random.default_rng(0).normal(size=(6, 3 * BLOCK)).astype(numpy.float32)
    weight[2, :BLOCK] = 0.0
    packed, scales = quantise(weight, bits)
    assert packed.shape == (6, 3, BLOCK * bits // 8) and scales.shape == (6, 3)
    assert numpy.abs(restore(packed, scales, bits) - weight).max() <= loss * numpy.abs(weight).max()
    assert (restore(packed, scales, bits)[2, :BLOCK] == 0).all()


def test_names_are_made_of_ids() -> None:
    assert model_name("Qwen/Qwen2.5-0.5B-Instruct") == "qwen2.5-0.5b-instruct"
    assert model_name("./my models/Ünï/") == "n"
    assert split_id("owner/name@abc") == ("owner/name", "abc")
    assert split_id("owner/name") == ("owner/name", "main")
    with pytest.raises(EngineError, match="gives no name"):
        model_name("...")


def test_an_unknown_model_is_told_with_those_that_are_there(source: Path, tmp_path: Path) -> None:
    add(source, tmp_path / "store", name="mine")
    for name in ("other", "../store/mine/..", ".mine.adding"):
        with pytest.raises(EngineError) as told:
            remove_model(name, tmp_path / "store")
        assert told.value.hint == "known here: mine; `answerbook models add` brings one in"
    remove_model("mine", tmp_path / "store")
    assert list_models(tmp_path / "store") == ()


def test_the_verb_adds_lists_checks_and_removes(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSWERBOOK_MODELS", str(tmp_path / "store"))
    assert run(["models", "list"]) == 0
    assert run(["models", "add", str(source), "--name", "mine", "--precision", "int8"]) == 0
    assert run(["models", "list"]) == 0
    assert run(["models", "list", "--json"]) == 0
    assert run(["models", "check"]) == 0
    (tmp_path / "store" / "mine" / "model.onnx").write_bytes(b"x")
    assert run(["models", "check", "mine"]) == 1
    assert run(["models", "remove", "mine"]) == 0
    assert run(["models", "remove", "mine"]) == 1
    out, err = capsys.readouterr()
    assert "yet. `answerbook models add` brings one in." in out
    assert "mine  int8  0." in out and "Checked 1 model: 0 findings." in out and "Removed mine." in out
    assert '"precision": "int8"' in out
    assert "error: mine: model.onnx has 1 bytes, not " in err and "error: no model called 'mine' on this machine" in err


def test_without_a_hub_the_way_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSWERBOOK_MODELS", str(tmp_path / "store"))
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert run(["models", "add", "nobody/nothing"]) == 1
    told = capsys.readouterr().err
    assert "error: no model hub can be reached for 'nobody/nothing'" in told
    assert (
        "hint: fetch the model's folder (config.json, tokenizer.json, *.safetensors) where a hub can be reached" in told
    )
