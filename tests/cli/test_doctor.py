"""What `answerbook doctor` says of this machine's GPUs, and where each language model would run."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import World

from builder.engines import devices
from builder.engines.devices import count_gpus
from builder.model_store import take_model

QUOTER = Path(__file__).parent.parent / "golden" / "generation" / "quoter"


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> World:
    """A project beside a store with one language model."""
    monkeypatch.setenv("ANSWERBOOK_MODELS", str(tmp_path / "models"))
    staged = tmp_path / "models" / ".staged"
    shutil.copytree(QUOTER, staged)
    take_model(staged, "quoter", tmp_path / "models", {"precision": "int8"})
    world = World(tmp_path / "project", capsys)
    world.write("mkdocs.yml", "site_name: Test\nplugins: [answerbook]\n")
    return world


class Driver:
    """What the driver of a machine with one GPU says."""

    def __init__(self, name: str, size: int) -> None:
        self._name, self._size = name, size

    def cuDeviceGetCount(self, found: Any) -> int:
        found._obj.value = 1
        return 0

    def cuDeviceGet(self, device: Any, number: int) -> int:
        device._obj.value = number
        return 0

    def cuDeviceGetAttribute(self, value: Any, attribute: int, device: Any) -> int:
        value._obj.value = 9
        return 0

    def cuDeviceGetName(self, name: Any, size: int, device: Any) -> int:
        name.value = self._name.encode()
        return 0

    def cuDeviceTotalMem_v2(self, size: Any, device: Any) -> int:
        size._obj.value = self._size
        return 0


def told(world: World) -> dict[str, SimpleNamespace]:
    return {check["name"]: SimpleNamespace(**check) for check in json.loads(world.run("doctor", "--json"))}


@pytest.mark.skipif(count_gpus() > 0, reason="a GPU answers here")
def test_without_a_gpu_one_line_says_so(world: World) -> None:
    said = world.run("doctor").splitlines()
    assert "ok     GPU: none answers here: everything runs on the processor" in said
    assert "ok     language model: quoter (int8) runs on the processor" in said


def test_a_gpu_that_cannot_be_used_is_named_with_the_way_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_driver", lambda: Driver("NVIDIA Example", 24_000_000_000))
    monkeypatch.setattr("onnxruntime.get_available_providers", lambda: ["CPUExecutionProvider"])
    found = told(world)
    assert not found["GPU"].fine
    assert found["GPU"].told == "NVIDIA Example (24 GB): this onnxruntime is built without CUDA"
    assert found["GPU"].hint == '`pip install ".[gpu]"` in the cloned folder of Answerbook'
    assert found["runtime"].told.endswith(" (built for CPU)")


def test_a_gpu_is_named_with_what_runs_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_driver", lambda: Driver("NVIDIA Example", 24_000_000_000))
    monkeypatch.setattr("builder.engines.generator.opening.missing_for_cuda", lambda: "")
    found = told(world)
    assert found["GPU"].fine
    assert found["GPU"].told == (
        "NVIDIA Example (24 GB): language models in fp16 or bf16 run there, everything else on the processor"
    )
    assert found["language model"].told.startswith("quoter (int8) runs on the ")


def test_a_model_that_cannot_run_here_is_named(world: World, tmp_path: Path) -> None:
    (tmp_path / "models" / "quoter" / "model.onnx").write_bytes(b"\x38\x01")
    found = told(world)
    assert not found["language model"].fine
    assert found["language model"].told == "quoter: not an ONNX file"
    assert world.code == 1


def test_a_damaged_model_is_told_and_stops_nothing(world: World, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "models" / "quoter", tmp_path / "models" / "torn")
    (tmp_path / "models" / "torn" / "model.json").write_text('{"format": 1, "files": {"model.onnx": {}}}', "utf-8")
    (tmp_path / "models" / "quoter" / "model.onnx").unlink()
    checks = [check for check in json.loads(world.run("doctor", "--json")) if check["name"] == "language model"]
    assert [check["told"] for check in checks] == [
        "quoter: model.onnx is missing",
        "torn: the model's manifest cannot be read",
    ]
    assert world.code == 1
    assert "torn  cannot be used: the model's manifest cannot be read; add it again" in world.run("models", "list")
    world.run("models", "check")
    assert world.code == 1 and "manifest cannot be read" in world.talk
    found = json.loads(world.run("models", "check", "--json"))
    assert (world.code, found["fine"], found["models"]) == (1, False, ["quoter", "torn"])
    assert "the model's manifest cannot be read" in [one["message"] for one in found["findings"]]
