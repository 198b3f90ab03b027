"""The runtimes that `generation.py` holds ours against, each behind one function: prompts in, new tokens out.

All are given the same weights in the same precision and the same prompts, and asked for a fixed number of tokens.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy

from bench.random_models import config_of, random_weight, write_safetensors

Extend = Callable[[Sequence[Sequence[int]], int], list[list[int]]]


@contextmanager
def open_transformers(shape: str, precision: str, threads: int) -> Iterator[tuple[Extend, str]]:
    """transformers' generate: batches padded on the left, as it wants them."""
    # The peer, and an extra.
    import torch  # noqa: PLC0415
    from transformers import Qwen2Config, Qwen2ForCausalLM  # noqa: PLC0415

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(threads or len(os.sched_getaffinity(0)))
    kind = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}[precision]
    config = config_of(shape)
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
        for row, prompt in enumerate(prompts):
            rows[row, longest - len(prompt) :] = torch.tensor(prompt)
            mask[row, longest - len(prompt) :] = 1
        settings = {"max_new_tokens": most, "min_new_tokens": most, "do_sample": False, "pad_token_id": 0}
        with torch.inference_mode():
            made = model.generate(rows.to(device), attention_mask=mask.to(device), eos_token_id=None, **settings)
        return made[:, longest:].tolist()  # type: ignore[no-any-return]

    yield extend, device


@contextmanager
def open_genai(shape: str, precision: str, threads: int) -> Iterator[tuple[Extend, str]]:
    """onnxruntime-genai's generator on a model of its own builder: batches padded on the right, no shared beginning."""
    # The peer; its builder needs torch and a newer transformers than our extra for exporting.
    import onnxruntime_genai  # noqa: PLC0415

    onnxruntime_genai.disable_telemetry_events()
    device = "cuda" if onnxruntime_genai.is_cuda_available() else "cpu"
    with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as made:
        write_safetensors(shape, Path(source))
        wanted = ["-i", source, "-o", made, "-p", precision, "-e", device, "-c", source]
        builder = [sys.executable, "-m", "onnxruntime_genai.models.builder", *wanted]
        subprocess.run(builder, check=True, stdout=subprocess.DEVNULL)
        settings = onnxruntime_genai.Config(made)
        if threads:
            session = {"intra_op_num_threads": threads}
            settings.overlay(f'{{"model": {{"decoder": {{"session_options": {session}}}}}}}'.replace("'", '"'))
        model = onnxruntime_genai.Model(settings)

        def extend(prompts: Sequence[Sequence[int]], most: int) -> list[list[int]]:
            longest = max(map(len, prompts))
            rows = numpy.zeros((len(prompts), longest), dtype=numpy.int32)
            for row, prompt in enumerate(prompts):
                rows[row, : len(prompt)] = prompt
            wanted = onnxruntime_genai.GeneratorParams(model)
            length = longest + most
            wanted.set_search_options(batch_size=len(prompts), max_length=length, min_length=length, do_sample=False)
            generator = onnxruntime_genai.Generator(model, wanted)
            generator.append_tokens(rows)
            for _ in range(most):
                generator.generate_next_token()
            return [generator.get_sequence(row)[longest:].tolist() for row in range(len(prompts))]

        yield extend, device


@contextmanager
def open_vllm(shape: str, precision: str, threads: int) -> Iterator[tuple[Extend, str]]:
    """vLLM with its prefix cache; it chooses its own threads."""
    from vllm import LLM, SamplingParams  # noqa: PLC0415 - the peer

    kind = {"fp16": "float16", "bf16": "bfloat16", "fp32": "float32"}[precision]
    with tempfile.TemporaryDirectory() as source:
        write_safetensors(shape, Path(source))
        model = LLM(model=source, dtype=kind, skip_tokenizer_init=True, enable_prefix_caching=True, max_model_len=8_192)

        def extend(prompts: Sequence[Sequence[int]], most: int) -> list[list[int]]:
            wanted = SamplingParams(temperature=0.0, max_tokens=most, ignore_eos=True, detokenize=False)
            asked = [{"prompt_token_ids": list(prompt)} for prompt in prompts]
            return [list(one.outputs[0].token_ids) for one in model.generate(asked, wanted, use_tqdm=False)]

        yield extend, "cuda"


PEERS: dict[str, Any] = {"transformers": open_transformers, "onnxruntime-genai": open_genai, "vllm": open_vllm}
