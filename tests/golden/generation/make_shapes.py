"""Make the golden decoders: tiny random weights, optimum's graphs of them, and what transformers says greedily.

Needs the `[export]` extra. Run from the repository's root: python tests/golden/generation/make_shapes.py
"""

import json
import tempfile
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    GemmaConfig,
    LlamaConfig,
    Phi3Config,
    PretrainedConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen3Config,
)

from builder.export.through_optimum import export_through_optimum

HERE = Path(__file__).parent
WORDS = 96
NEW = 64
SHARED = list(range(5, 25))
LENGTHS = (3, 40, 17, 9, 33, 25, 1, 12)
NUMBERS = {
    "vocab_size": WORDS,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "max_position_embeddings": 256,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
STRETCH = {
    "rope_type": "llama3",
    "factor": 4.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 32,
}
SHAPES: dict[str, PretrainedConfig] = {
    "llama": LlamaConfig(**NUMBERS),
    "llama3": LlamaConfig(**NUMBERS, rope_scaling=STRETCH, tie_word_embeddings=True),
    "qwen2": Qwen2Config(**NUMBERS, tie_word_embeddings=True),
    "qwen3": Qwen3Config(**{**NUMBERS, "num_attention_heads": 4, "num_key_value_heads": 2}, head_dim=16),
    "phi3": Phi3Config(**NUMBERS),
    "gemma": GemmaConfig(**NUMBERS, head_dim=16),
}
EXPORTED = ("llama", "qwen2", "gemma")


def main() -> None:
    """Write every golden folder anew."""
    for seed, (name, config) in enumerate(SHAPES.items()):
        torch.manual_seed(seed)
        model = make_model(config)
        folder = HERE / name
        model.save_pretrained(folder)
        (folder / "generation_config.json").write_text('{"eos_token_id": []}\n', "utf-8")
        words = Tokenizer(models.WordLevel({f"w{number}": number for number in range(WORDS)}, unk_token="w0"))
        words.pre_tokenizer = pre_tokenizers.Whitespace()
        words.save(str(folder / "tokenizer.json"))
        prompts = make_prompts(seed)
        said = [continue_greedily(model, prompt) for prompt in prompts]
        (folder / "golden.json").write_text(json.dumps({"prompts": prompts, "said": said}) + "\n", "utf-8")
        if name in EXPORTED:
            keep_optimum(folder)


def make_model(config: PretrainedConfig) -> PreTrainedModel:
    """Random weights, large enough that the choices are far apart."""
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").eval().float()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, 1.0 if weight.dim() == 1 else 0.0, 0.3)
    return model


def make_prompts(seed: int) -> list[list[int]]:
    """A ragged set, the second half of it with a beginning in common."""
    generator = torch.Generator().manual_seed(100 + seed)
    own = [torch.randint(3, WORDS, (length,), generator=generator).tolist() for length in LENGTHS]
    return [*own, *(SHARED + tokens for tokens in own)]


def continue_greedily(model: PreTrainedModel, prompt: list[int]) -> list[int]:
    """What transformers says after a prompt, alone."""
    tokens = torch.tensor([prompt])
    with torch.no_grad():
        made = model.generate(
            tokens,
            attention_mask=torch.ones_like(tokens),
            max_new_tokens=NEW,
            do_sample=False,
            eos_token_id=None,
            pad_token_id=0,
        )
    return made[0, len(prompt) :].tolist()


def keep_optimum(folder: Path) -> None:
    """Keep optimum's graph beside the weights."""
    with tempfile.TemporaryDirectory() as made:
        export_through_optimum(folder, Path(made), precision="fp32")
        kept = folder / "optimum"
        kept.mkdir(exist_ok=True)
        for name in ("model.onnx", "model.onnx.data"):
            (kept / name).write_bytes((Path(made) / name).read_bytes())


if __name__ == "__main__":
    main()
