"""What is read of the base model's folder besides its weights: its tokenizer and its table of word vectors."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from builder.training.swaps import Swapper


def read_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer without the padding and truncation that its file bakes in."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_swapper(base: Path, changes: Mapping[str, Sequence[str]] | None = None) -> Swapper:
    """Return a swapper over the whole words of the base model's vocabulary, and over changes people made."""
    vocabulary = read_tokenizer(base).get_vocab()
    words = sorted(word for word in vocabulary if word.isalpha() and word.isascii() and len(word) > 3)
    tensors = load_file(base / "model.safetensors")
    table = next(tensor for name, tensor in tensors.items() if name.endswith("word_embeddings.weight"))
    table = table[[vocabulary[word] for word in words]].astype(np.float32)
    return Swapper(words, table / np.linalg.norm(table, axis=1, keepdims=True), changes)
