"""Measure language models: tokens and prompts a second, peak memory; beside transformers on the same weights.

    python bench/generation.py --shape 0.5b --prompts 32 --prefix 1500 --own 100 --new 64 --peers

Weights are random, in true sizes: they decide no speed. Each engine runs in a process of its own. `--profile` says on
which device every kernel ran; decoding is held against `--bandwidth GB/s`, or against what copying memory reaches.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy
from tokenizers import Tokenizer, models

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from builder.engines.generator.opening import open_model
from builder.engines.generator.slots import SlotBackend
from builder.export.decoder import write_decoder
from builder.export.shape import shape_of

SHAPES: dict[str, dict[str, Any]] = {
    "tiny": {
        "hidden_size": 256,
        "intermediate_size": 512,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
    },
    "0.1b": {
        "hidden_size": 576,
        "intermediate_size": 1536,
        "num_hidden_layers": 30,
        "num_attention_heads": 9,
        "num_key_value_heads": 3,
    },
    "0.5b": {
        "hidden_size": 896,
        "intermediate_size": 4864,
        "num_hidden_layers": 24,
        "num_attention_heads": 14,
        "num_key_value_heads": 2,
    },
    "1.5b": {
        "hidden_size": 1536,
        "intermediate_size": 8960,
        "num_hidden_layers": 28,
        "num_attention_heads": 12,
        "num_key_value_heads": 2,
    },
    "7b": {
        "hidden_size": 3584,
        "intermediate_size": 18944,
        "num_hidden_layers": 28,
        "num_attention_heads": 28,
        "num_key_value_heads": 4,
    },
}
WORDS = 151_936


def config_of(shape: str) -> dict[str, Any]:
    """The configuration of a Qwen2 model of one of the shapes."""
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_act": "silu",
        "vocab_size": WORDS if shape != "tiny" else 2_048,
        "max_position_embeddings": 32_768,
        "rms_norm_eps": 1e-6,
        "rope_theta": 1_000_000.0,
        "tie_word_embeddings": shape != "7b",
        "eos_token_id": None,
        **SHAPES[shape],
    }


def random_weight(name: str, config: dict[str, Any]) -> numpy.ndarray[Any, numpy.dtype[numpy.float32]]:
    """One tensor of a model, the same in every process."""
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    head = hidden // config["num_attention_heads"]
    keys = head * config["num_key_value_heads"]
    sizes = {
        "embed_tokens": (config["vocab_size"], hidden),
        "lm_head": (config["vocab_size"], hidden),
        "q_proj": (hidden, hidden),
    }
    sizes |= {"k_proj": (keys, hidden), "v_proj": (keys, hidden), "o_proj": (hidden, hidden)}
    sizes |= {"gate_proj": (inner, hidden), "up_proj": (inner, hidden), "down_proj": (hidden, inner)}
    layer = next((part for part in name.split(".") if part in sizes), "")
    if not layer:
        return numpy.ones(hidden, dtype=numpy.float32)
    seed = int.from_bytes(name.encode()[-8:], "big") % (1 << 32)
    generator = numpy.random.default_rng(seed)
    size = sizes[layer][:1] if name.endswith(".bias") else sizes[layer]
    return (generator.standard_normal(size, dtype=numpy.float32) * numpy.float32(0.02)).astype(numpy.float32)


def make_folder(shape: str, precision: str, folder: Path) -> None:
    """Write a model of random weights as `answerbook models add` would."""
    config = config_of(shape)
    decoder = shape_of(config)
    assert decoder is not None
    folder.mkdir(parents=True, exist_ok=True)
    write_decoder(decoder, lambda name: random_weight(name, config), folder, precision=precision, longest=8_192)  # type: ignore[arg-type]
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    Tokenizer(models.WordLevel({"a": 0}, unk_token="a")).save(str(folder / "tokenizer.json"))


def make_prompts(shape: str, count: int, prefix: int, own: int) -> list[list[int]]:
    """Prompts with a beginning in common, each with a tail of its own, of lengths that differ by a quarter."""
    generator = numpy.random.default_rng(7)
    words = config_of(shape)["vocab_size"]
    start = generator.integers(0, words, prefix).tolist()
    lengths = [max(1, own - (row * own // 4) // max(1, count)) for row in range(count)]
    return [[*start, *generator.integers(0, words, length).tolist()] for length in lengths]


def run_ours(options: argparse.Namespace) -> dict[str, Any]:
    """Our generator on one shape."""
    with tempfile.TemporaryDirectory() as place:
        make_folder(options.shape, options.precision, Path(place))
        profile = Path(place) / "profile" if options.profile else None
        model = open_model(Path(place), threads=options.threads, profile=profile)
        backend = SlotBackend(model)

        def extend(prompts: Sequence[Sequence[int]], most: int) -> list[list[int]]:
            return backend.extend(prompts, most=most, stops=lambda made: False, told=lambda count: None)

        figures = measure(extend, options)
        figures["device"] = model.device
        if profile is not None:
            figures["kernels"] = count_kernels(Path(model.session.end_profiling()))
        return figures


def run_transformers(options: argparse.Namespace) -> dict[str, Any]:
    """transformers' generate on the same weights."""
    # The peer, and an extra.
    import torch  # noqa: PLC0415
    from transformers import Qwen2Config, Qwen2ForCausalLM  # noqa: PLC0415

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(options.threads or len(os.sched_getaffinity(0)))
    kind = torch.float16 if options.precision == "fp16" else torch.float32
    config = config_of(options.shape)
    with torch.device("meta"):
        model = Qwen2ForCausalLM(Qwen2Config(**config))
    weights = {name: torch.from_numpy(random_weight(name, config)).to(kind) for name, _ in model.named_parameters()}
    model.load_state_dict(weights, strict=False, assign=True)
    model.tie_weights()
    model.model.rotary_emb = type(model.model.rotary_emb)(model.config)
    model = model.to(device).eval()

    def extend(prompts: Sequence[Sequence[int]], most: int) -> list[list[int]]:
        longest = max(map(len, prompts))
        rows = torch.zeros(len(prompts), longest, dtype=torch.long)
        mask = torch.zeros_like(rows)
        for row, prompt in enumerate(prompts):  # padded on the left, as generate wants it
            rows[row, longest - len(prompt) :] = torch.tensor(prompt)
            mask[row, longest - len(prompt) :] = 1
        settings = {
            "max_new_tokens": most,
            "min_new_tokens": most,
            "do_sample": False,
            "eos_token_id": None,
            "pad_token_id": 0,
        }
        with torch.inference_mode():
            made = model.generate(rows.to(device), attention_mask=mask.to(device), **settings)
        return made[:, longest:].tolist()  # type: ignore[no-any-return]

    return {**measure(extend, options), "device": device}


def measure(extend: Any, options: argparse.Namespace) -> dict[str, Any]:
    """Time one whole set of prompts, and the decoding of a single one."""
    prompts = make_prompts(options.shape, options.prompts, options.prefix, options.own)
    extend([prompts[0][-8:]], 2)
    with watch_memory() as memory:
        start = time.perf_counter()
        made = extend(prompts, options.new)
        seconds = time.perf_counter() - start
    short = prompts[0][-32:]
    start = time.perf_counter()
    extend([short], 1)
    first = time.perf_counter()
    extend([short], 1 + options.new)
    single = (time.perf_counter() - first) - (first - start)
    tokens = sum(map(len, made))
    return {
        "seconds": round(seconds, 2),
        "tokens a second": round(tokens / seconds, 2),
        "prompts a second": round(len(prompts) / seconds, 3),
        "tokens a second, one prompt, decoding": round(options.new / single, 2),
        "peak memory, MB": round(memory[0]),
        "tokens": [row[:16] for row in made],
    }


@contextmanager
def watch_memory() -> Iterator[list[float]]:
    """The most memory in use while something runs: of the GPU where there is one, else of this process."""
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        asked = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
        while not done.wait(0.2):
            peak[0] = max(
                peak[0], float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[0])
            )

    on_gpu = Path("/proc/driver/nvidia/version").exists()
    watcher = threading.Thread(target=watch, daemon=True)
    if on_gpu:
        watcher.start()
    yield peak
    done.set()
    if not on_gpu:
        peak[0] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def count_kernels(path: Path) -> dict[str, int]:
    """How many kernels ran on which device, by the runtime's own notes."""
    events = json.loads(path.read_text("utf-8"))
    ran = [event["args"] for event in events if event.get("cat") == "Node" and event["name"].endswith("_kernel_time")]
    return dict(Counter(f"{one.get('provider', '?')} {one.get('op_name', '?')}" for one in ran).most_common())


def measure_bandwidth() -> float:
    """How many GB a second this machine's memory gives when read and written, by copying."""
    block = numpy.ones(1 << 27, dtype=numpy.float32)
    other = numpy.empty_like(block)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        numpy.copyto(other, block)
        times.append(time.perf_counter() - start)
    return 2 * block.nbytes / min(times) / 1e9


def bytes_a_token(shape: str, precision: str) -> float:
    """What has to be read from memory for one token of one prompt: every weight once."""
    config = config_of(shape)
    hidden, inner, layers = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    keys = hidden // config["num_attention_heads"] * config["num_key_value_heads"]
    weights = layers * (2 * hidden * hidden + 2 * hidden * keys + 3 * hidden * inner) + config["vocab_size"] * hidden
    return weights * {"fp32": 4.0, "fp16": 2.0, "int8": 1.125, "int4": 0.625}[precision]


def run_apart(engine: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run one engine in a process of its own."""
    command = [sys.executable, __file__, "--only", engine, *options.given]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run the engines and print what they did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES, default="tiny")
    parser.add_argument("--precision", choices=["fp32", "fp16", "int8", "int4"], default="fp32")
    for name, default in (("prompts", 32), ("prefix", 1500), ("own", 100), ("new", 64), ("threads", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--bandwidth", type=float, default=0.0, help="GB a second of the device's memory")
    parser.add_argument("--peers", action="store_true", help="also transformers")
    parser.add_argument("--profile", action="store_true", help="count the kernels by device")
    parser.add_argument("--only", choices=ENGINES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.given = [one for one in sys.argv[1:] if one != "--peers"]
    if options.only:
        print(json.dumps(ENGINES[options.only](options)))
        return
    found = {name: run_apart(name, options) for name in (ENGINES if options.peers else ["answerbook"])}
    bandwidth = options.bandwidth or measure_bandwidth()
    said = {name: figures.pop("tokens", None) for name, figures in found.items()}
    weight = bytes_a_token(options.shape, options.precision) / 1e9
    for name, figures in found.items():
        if "seconds" not in figures:
            continue
        single = figures["tokens a second, one prompt, decoding"]
        figures["share of the memory's bandwidth"] = round(single * weight / bandwidth, 3)
        if name != "answerbook":
            figures["same tokens"] = said[name] == said["answerbook"]
            ours = found["answerbook"]["tokens a second"]
            figures["answerbook is faster by"] = round(ours / figures["tokens a second"], 2)
    print(json.dumps({"options": options.given, "bandwidth, GB a second": round(bandwidth, 1), **found}, indent=1))


ENGINES = {"answerbook": run_ours, "transformers": run_transformers}

if __name__ == "__main__":
    main()
