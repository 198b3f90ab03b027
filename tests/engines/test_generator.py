"""The generator says what transformers says, token for token: alone, in ragged batches, with a shared beginning."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from builder.engines import Prompt, Step, unheard
from builder.engines.generator.batches import BatchBackend
from builder.engines.generator.generator import load_generator
from builder.engines.generator.opening import OpenModel, open_model
from builder.engines.generator.plan import LEAST_PREFIX, Plan, plan_rows, shared_beginning
from builder.engines.generator.slots import SlotBackend
from builder.errors import EngineError
from builder.export.decoder import write_decoder
from builder.export.shape import read_config, shape_of
from builder.export.sink import Precision
from builder.export.weights import Weights

GOLDEN = Path(__file__).parent.parent / "golden" / "generation"
WRITTEN = ("llama", "llama3", "qwen2", "qwen3", "phi3")
EXPORTED = ("llama", "qwen2", "gemma")
NEW = 64


def ours(name: str, folder: Path, precision: Precision = "fp32") -> OpenModel:
    source = GOLDEN / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("config.json", "generation_config.json", "tokenizer.json"):
        shutil.copyfile(source / file, folder / file)
    shape = shape_of(read_config(source))
    assert shape is not None
    write_decoder(shape, Weights(source).read, folder, precision=precision, longest=256)
    return open_model(folder, threads=1)


def optimums(name: str, folder: Path) -> OpenModel:
    shutil.copytree(GOLDEN / name / "optimum", folder)
    for file in ("config.json", "generation_config.json", "tokenizer.json"):
        shutil.copyfile(GOLDEN / name / file, folder / file)
    return open_model(folder, threads=1)


def golden(name: str) -> tuple[list[list[int]], list[list[int]]]:
    kept = json.loads((GOLDEN / name / "golden.json").read_text("utf-8"))
    return kept["prompts"], kept["said"]


def go_on(backend: SlotBackend | BatchBackend, prompts: Sequence[Sequence[int]], most: int = NEW) -> list[list[int]]:
    return backend.extend(prompts, most=most, stops=lambda made: False, told=unheard)


def backends(name: str, folder: Path, form: str) -> SlotBackend | BatchBackend:
    return SlotBackend(ours(name, folder)) if form == "slots" else BatchBackend(optimums(name, folder))


CASES = [*((name, "slots") for name in WRITTEN), *((name, "batches") for name in EXPORTED)]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_ragged_batch_of_eight_says_what_transformers_says(name: str, form: str, tmp_path: Path) -> None:
    prompts, said = golden(name)
    assert len({len(prompt) for prompt in prompts[:8]}) == 8
    assert all(len(tokens) == NEW for tokens in said)
    assert go_on(backends(name, tmp_path / "model", form), prompts[:8]) == said[:8]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_shared_beginning_read_once_changes_nothing(name: str, form: str, tmp_path: Path) -> None:
    prompts, said = golden(name)
    assert shared_beginning(prompts[8:]) == 20
    backend = backends(name, tmp_path / "model", form)
    assert go_on(backend, prompts[8:]) == said[8:]
    assert go_on(backend, prompts[8:]) == said[8:]
    assert go_on(backend, prompts[:8]) == said[:8]


@pytest.mark.parametrize(("name", "form"), [("llama", "slots"), ("qwen2", "slots"), ("llama", "batches")])
def test_a_prompt_alone_says_what_it_says_in_a_batch(name: str, form: str, tmp_path: Path) -> None:
    prompts, said = golden(name)
    backend = backends(name, tmp_path / "model", form)
    assert [go_on(backend, [prompt])[0] for prompt in prompts] == said


def test_slots_are_used_again_when_there_are_more_prompts_than_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engines.generator.slots.plan_rows", lambda *_: Plan(rows=3, capacity=128))
    prompts, said = golden("qwen2")
    assert go_on(SlotBackend(ours("qwen2", tmp_path / "model")), prompts) == said


def test_small_batches_of_other_peoples_graphs_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engines.generator.batches.plan_rows", lambda *_: Plan(rows=3, capacity=128))
    monkeypatch.setattr("builder.engines.generator.batches._PIECE", 7)
    prompts, said = golden("llama")
    assert go_on(BatchBackend(optimums("llama", tmp_path / "model")), prompts) == said


@pytest.mark.parametrize("form", ["slots", "batches"])
def test_an_answer_ends_where_the_model_ends_it(form: str, tmp_path: Path) -> None:
    prompts, said = golden("llama")
    ending = said[0][10]
    backend = backends("llama", tmp_path / "model", form)
    settings = tmp_path / "model" / "generation_config.json"
    settings.write_text(json.dumps({"eos_token_id": [ending]}), "utf-8")
    model = open_model(tmp_path / "model", threads=1)
    assert model.ends == {ending}
    again = type(backend)(model)
    expected = [tokens[: tokens.index(ending)] if ending in tokens else tokens for tokens in said[:8]]
    assert go_on(again, prompts[:8]) == expected


def test_stops_are_asked_after_every_token(tmp_path: Path) -> None:
    prompts, said = golden("llama")
    backend = SlotBackend(ours("llama", tmp_path / "model"))
    heard: list[Step] = []
    made = backend.extend(prompts[:4], most=NEW, stops=lambda tokens: len(tokens) == 5, told=heard.append)
    assert made == [tokens[:5] for tokens in said[:4]]
    assert sum(step.tokens for step in heard) == 20 and sum(step.ended for step in heard) == 4


@pytest.mark.parametrize("precision", ["int8", "int4", "fp16"])
def test_quantised_rows_do_not_depend_on_their_neighbours(precision: Precision, tmp_path: Path) -> None:
    backend = SlotBackend(ours("llama", tmp_path / "model", precision))
    prompts, said = golden("llama")
    together = go_on(backend, prompts[:8], most=16)
    assert together == [go_on(backend, [prompt], most=16)[0] for prompt in prompts[:8]]
    if precision != "int4":
        assert sum(tokens[0] == right[0] for tokens, right in zip(together, said, strict=False)) >= 6


def test_shorter_prompts_use_the_buffers_of_longer_ones(tmp_path: Path) -> None:
    prompts, said = golden("llama")
    backend = SlotBackend(ours("llama", tmp_path / "model"))
    long = [prompt * 2 for prompt in prompts[8:]]
    go_on(backend, long)
    cache = backend._cache
    assert go_on(backend, prompts[8:]) == said[8:]
    assert backend._cache is cache


def test_a_long_prompt_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engines.generator.slots.PIECES", {"cpu": 7, "cuda": 7})
    prompts, said = golden("qwen2")
    assert go_on(SlotBackend(ours("qwen2", tmp_path / "model")), prompts[8:]) == said[8:]


def test_a_model_that_stops_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours("llama", tmp_path / "model")
    generator = load_generator(tmp_path / "model", threads=1)

    def no_memory(*_: object, **__: object) -> None:
        raise RuntimeError("Failed to allocate 9 GB\nat some place")

    monkeypatch.setattr(SlotBackend, "extend", no_memory)
    with pytest.raises(EngineError) as told:
        generator.generate([Prompt(duty="w5", asked="w6")], most=3)
    assert told.value.message == "the model stopped: Failed to allocate 9 GB"
    assert "choose a smaller model or precision" in told.value.hint


def test_a_prompt_too_long_for_the_model_is_not_asked(tmp_path: Path) -> None:
    ours("llama", tmp_path / "model")
    (tmp_path / "model" / "model.json").write_text('{"format": 1, "files": {}, "longest": 40}', "utf-8")
    generator = load_generator(tmp_path / "model", threads=1)
    short, long = Prompt(duty="w5", asked="w6"), Prompt(duty="w5", asked="w6 " * 50)
    said = generator.generate([long, short], most=300)
    assert said[0] == "" and said[1] != ""
    assert generator.generate([long], most=3) == [""]


def test_a_prompt_that_fills_the_model_leaves_its_neighbours_their_room(tmp_path: Path) -> None:
    ours("llama", tmp_path / "model")
    (tmp_path / "model" / "model.json").write_text('{"format": 1, "files": {}, "longest": 60}', "utf-8")
    generator = load_generator(tmp_path / "model", threads=1)
    prompts = [Prompt(duty="w5", asked="w6 " * count) for count in (1, 50, 2)]
    assert len({min(20, 60 - count) for count in generator.count_tokens(prompts)}) > 1
    alone = [generator.generate([prompt], most=20)[0] for prompt in prompts]
    assert generator.generate(prompts, most=20) == alone


def test_no_prompts_make_no_answers(tmp_path: Path) -> None:
    assert go_on(SlotBackend(ours("llama", tmp_path / "model")), []) == []


def test_rows_are_as_many_as_memory_allows() -> None:
    plan = plan_rows([1500, 700], 500, bytes_a_token=1000, free=40_000_000)
    assert plan == Plan(rows=2, capacity=2048)
    assert plan_rows([1500] * 100, 500, bytes_a_token=1000, free=40_000_000).rows == 10
    assert plan_rows([1500] * 100, 500, bytes_a_token=1000, free=0).rows == 1
    assert plan_rows([1500] * 1000, 500, bytes_a_token=1, free=1 << 40).rows == 64


def test_a_shared_beginning_leaves_a_token_to_each_prompt() -> None:
    start = list(range(LEAST_PREFIX))
    assert shared_beginning([start, start]) == 0
    assert shared_beginning([[*start, 1], [*start, 2]]) == LEAST_PREFIX
    assert shared_beginning([[*start, 1]]) == 0
    assert shared_beginning([[1, 2, 3], [4, 5, 6]]) == 0


def test_a_graph_without_a_cache_is_told(tmp_path: Path) -> None:
    tokens = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])
    out = helper.make_tensor_value_info("logits", TensorProto.INT64, ["batch", "length"])
    graph = helper.make_graph([helper.make_node("Identity", ["input_ids"], ["logits"])], "g", [tokens], [out])
    opset = [helper.make_opsetid("", 18)]
    onnx.save_model(helper.make_model(graph, opset_imports=opset, ir_version=9), str(tmp_path / "model.onnx"))
    shutil.copyfile(GOLDEN / "llama" / "tokenizer.json", tmp_path / "tokenizer.json")
    with pytest.raises(EngineError, match="keeps no keys and values between steps"):
        open_model(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    ours("llama", tmp_path / "model")
    (tmp_path / "secret").write_text("x", "utf-8")
    (tmp_path / "model" / "extra.json").symlink_to(tmp_path / "secret")
    with pytest.raises(EngineError, match="points outside its folder"):
        open_model(tmp_path / "model")


@pytest.mark.parametrize(
    "written", ["[]", "{", '{"format": 1}', '{"format": 1, "files": []}', '{"format": 1, "files": {"model.onnx": 3}}']
)
def test_a_damaged_manifest_vouches_for_nothing(tmp_path: Path, written: str) -> None:
    ours("llama", tmp_path / "model")
    (tmp_path / "model" / "model.json").write_text(written, "utf-8")
    with pytest.raises(EngineError) as told:
        load_generator(tmp_path / "model", threads=1)
    assert told.value.message == "the model's manifest cannot be read"
    assert (told.value.path, told.value.hint) == (str(tmp_path / "model" / "model.json"), "add the model again")
