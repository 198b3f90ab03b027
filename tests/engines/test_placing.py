"""Where a model runs is decided by its graph and by the GPUs that answer; what fails falls back with one clear line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from builder.engines import devices, unheard
from builder.engines.devices import SHARING, VISIBLE, computes_bf16, count_gpus, visible_gpus
from builder.engines.generator.opening import first_line, open_model
from builder.engines.generator.placing import BF16, FP16, FP32, NO_GPU, Kind, Place, choose_place, read_kind
from builder.engines.generator.plan import free_in_container, free_memory
from builder.engines.generator.slots import SlotBackend
from builder.engines.pools import take_gpu
from builder.errors import EngineError
from builder.export.decoder import write_decoder
from builder.export.shape import read_config, shape_of
from builder.export.sink import Precision
from builder.export.weights import Weights

GOLDEN = Path(__file__).parent.parent / "golden" / "generation"


def write(folder: Path, precision: Precision) -> Path:
    source = GOLDEN / "llama"
    shape = shape_of(read_config(source))
    assert shape is not None
    folder.mkdir()
    write_decoder(shape, Weights(source).read, folder, precision=precision, longest=256)
    for name in ("config.json", "generation_config.json", "tokenizer.json"):
        (folder / name).write_bytes((source / name).read_bytes())
    return folder


@pytest.mark.parametrize(
    ("precision", "floats"), [("fp32", FP32), ("int8", FP32), ("int4", FP32), ("fp16", FP16), ("bf16", BF16)]
)
def test_a_graph_is_known_before_it_is_opened(precision: Precision, floats: int, tmp_path: Path) -> None:
    assert read_kind(write(tmp_path / "model", precision) / "model.onnx") == Kind(form="slots", floats=floats)


def test_another_graph_is_known_as_well(tmp_path: Path) -> None:
    assert read_kind(GOLDEN / "qwen2" / "optimum" / "model.onnx") == Kind(form="batches", floats=FP32)
    cache = helper.make_tensor_value_info("past_key_values.0.key", TensorProto.INT8, ["batch"])
    graph = helper.make_graph([], "g", [cache], [])
    onnx.save_model(helper.make_model(graph), str(tmp_path / "model.onnx"))
    with pytest.raises(EngineError, match="keeps keys in a type that is not supported"):
        read_kind(tmp_path / "model.onnx")
    (tmp_path / "model.onnx").write_bytes(b"\x38\x01")
    with pytest.raises(EngineError, match="not an ONNX file"):
        read_kind(tmp_path / "model.onnx")


@pytest.mark.parametrize(
    ("form", "floats", "gpus", "bf16", "place"),
    [
        ("slots", FP16, 1, False, Place("cuda")),
        ("slots", BF16, 2, True, Place("cuda")),
        ("batches", FP32, 1, False, Place("cuda")),
        ("batches", FP16, 0, False, Place("cpu", NO_GPU)),
        ("slots", FP32, 0, False, Place("cpu", NO_GPU)),
    ],
)
def test_a_gpu_is_used_where_it_can_be(form: str, floats: int, gpus: int, bf16: bool, place: Place) -> None:
    assert choose_place(Kind(form=form, floats=floats), gpus, bf16=bf16) == place  # type: ignore[arg-type]


def test_what_a_gpu_has_no_kernel_for_stays_on_the_cpu() -> None:
    place = choose_place(Kind(form="slots", floats=FP32), 1, bf16=True)
    assert place.device == "cpu" and "`models add --precision fp16` makes one for a GPU" in place.reason


@pytest.mark.parametrize(("form", "message"), [("slots", "a GPU of 2020 or later"), ("batches", "not one of ours")])
def test_bf16_is_refused_where_nothing_computes_it(form: str, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        choose_place(Kind(form=form, floats=BF16), 1, bf16=False)  # type: ignore[arg-type]


@pytest.mark.skipif(count_gpus() > 0, reason="a GPU answers here, so nothing falls back")
def test_a_gpu_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The whole way through the runtime's CUDA provider, which has no driver here."""
    folder = write(tmp_path / "model", "fp16")
    here = SlotBackend(open_model(folder, threads=1)).extend(
        [[5, 6, 7]], most=4, stops=lambda made: False, told=unheard
    )
    monkeypatch.setattr("builder.engines.generator.opening.count_gpus", lambda: 1)
    model = open_model(folder, threads=1)
    assert model.place.device == "cpu"
    assert model.place.reason.startswith("a GPU is there, but ")
    assert model.place.reason.endswith('; try `pip install ".[gpu]"` in the cloned folder of Answerbook')
    assert SlotBackend(model).extend([[5, 6, 7]], most=4, stops=lambda made: False, told=unheard) == here
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")  # neither its print nor its red lines


def test_a_runtime_without_cuda_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "model", "fp16")
    monkeypatch.setattr("builder.engines.generator.opening.count_gpus", lambda: 1)
    monkeypatch.setattr("onnxruntime.get_available_providers", lambda: ["CPUExecutionProvider"])
    place = open_model(folder, threads=1).place
    assert place.reason == (
        "a GPU is there, but this onnxruntime is built without CUDA; "
        'try `pip install ".[gpu]"` in the cloned folder of Answerbook'
    )


@pytest.mark.skipif("CUDAExecutionProvider" not in onnxruntime.get_available_providers(), reason="built without CUDA")
def test_a_gpu_on_which_a_session_fails_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "model", "fp16")
    open_session = onnxruntime.InferenceSession

    def no_memory(path: str, options: object, *, providers: list[object], **rest: object) -> object:
        if len(providers) > 1:
            raise RuntimeError("CUDA failure 2: out of memory\nat some place")
        return open_session(path, options, providers=providers, **rest)

    monkeypatch.setattr("builder.engines.generator.opening.count_gpus", lambda: 1)
    monkeypatch.setattr("builder.engines.generator.opening._load_libraries", lambda: "")
    monkeypatch.setattr("onnxruntime.InferenceSession", no_memory)
    place = open_model(folder, threads=1).place
    assert place == Place("cpu", "the GPU does not take it (CUDA failure 2: out of memory)")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[ONNXRuntimeError] : 1 : FAIL : no memory\nat a.cc:2", "no memory"),
        (
            "[ONNXRuntimeError] : 6 : BAD : y.cc:51 a::b(c&, d) [ONNXRuntimeError] : 1 : FAIL : e.cc:7 too short",
            "too short",
        ),
        ("", "RuntimeError"),
    ],
)
def test_an_error_is_told_without_the_sources_it_came_from(said: str, told: str) -> None:
    assert first_line(RuntimeError(said)) == told


def test_a_broken_graph_is_told_with_the_way_to_find_what_broke(tmp_path: Path) -> None:
    folder = write(tmp_path / "model", "fp32")
    (folder / "model.onnx.data").write_bytes(bytes(100))
    with pytest.raises(EngineError, match="the runtime cannot open this graph: ") as told:
        open_model(folder, threads=1)
    assert "ONNXRuntimeError" not in told.value.message and "`answerbook models check`" in told.value.hint


@pytest.mark.skipif(count_gpus() > 0, reason="a GPU answers here, which may take it")
def test_bf16_without_its_gpu_says_what_kept_it_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "model", "bf16")
    monkeypatch.setattr("builder.engines.generator.opening.count_gpus", lambda: 1)
    monkeypatch.setattr("builder.engines.generator.opening.computes_bf16", lambda: True)
    with pytest.raises(EngineError, match="the runtime cannot open this graph") as told:
        open_model(folder, threads=1)
    assert told.value.hint.startswith("it runs on the CPU, because a GPU is there, but ")


@pytest.mark.skipif(count_gpus() > 0, reason="a GPU answers here")
def test_without_a_driver_no_gpu_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not computes_bf16()
    monkeypatch.setattr(devices, "_LIBRARY", "no-such-library.so")
    devices._driver.cache_clear()
    assert count_gpus() == 0
    devices._driver.cache_clear()


def test_a_program_knows_its_own_gpus() -> None:
    assert visible_gpus(2, {}) == ("0", "1")
    assert visible_gpus(2, {VISIBLE: "3, GPU-7"}) == ("3", "GPU-7")
    assert visible_gpus(1, {VISIBLE: "3,4"}) == ("3",)
    assert visible_gpus(0, {}) == ()


def test_a_container_holds_less_than_its_machine(tmp_path: Path) -> None:
    assert free_in_container(tmp_path) > 1 << 50
    (tmp_path / "memory.max").write_text("max\n", "ascii")
    assert free_in_container(tmp_path) > 1 << 50
    (tmp_path / "memory.max").write_text("5000\n", "ascii")
    (tmp_path / "memory.current").write_text("3000\n", "ascii")
    assert free_in_container(tmp_path) == 2000
    assert 0 < free_memory("cpu") < 1 << 50


def test_workers_side_by_side_get_equal_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engines.generator.plan._free_here", lambda: 9_000)
    assert free_memory("cpu") == 9_000
    for place, gpus, shares, visible in ((0, (), 4_500, None), (1, ("3", "5"), 9_000, "5"), (1, ("3",), 4_500, "3")):
        monkeypatch.setenv(SHARING, "")
        monkeypatch.setenv(VISIBLE, "")
        take_gpu(place, 2, gpus)
        assert free_memory("cpu") == shares and (os.environ[VISIBLE] or None) == visible


def test_a_gpu_that_does_not_say_what_is_free_is_thought_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert free_memory("cuda") == 4 << 30


def test_the_kinds_of_floats_are_onnxs_own() -> None:
    assert (FP32, FP16, BF16) == (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.BFLOAT16)


def test_opening_a_model_needs_no_torch(tmp_path: Path) -> None:
    folder = write(tmp_path / "model", "fp32")
    code = (
        "import json, sys; from pathlib import Path;"
        "from builder.engines.generator.generator import open_backend;"
        f"open_backend(Path({str(folder)!r}), threads=1);"
        "print(json.dumps([name for name in ('torch', 'onnx', 'transformers', 'optimum') if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
