"""The encoder: texts come in, unit vectors whose products say how near two meanings are go out.

It never lets one text's vector depend on the texts beside it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from builder.engines.session import Model, find_folder, load_model, run_each

VERSION = "encoder 1"
LONGEST = 256  # tokens read of a text; the model was trained on no more


class OnnxEncoder:
    """A sentence encoder in ONNX form."""

    def __init__(self, model: Model) -> None:
        """Wrap an opened model folder."""
        self._model = model
        self._model.tokenizer.enable_truncation(LONGEST)
        self.fingerprint = model.fingerprint
        self.dimension = int(model.session.get_outputs()[0].shape[-1])
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, in the texts' order; equal texts are computed once."""
        rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        if not rows:
            return np.zeros((0, self.dimension), dtype=np.float32)
        tokens = [encoding.ids for encoding in self._model.tokenizer.encode_batch(list(rows))]
        self.calls += len(tokens)
        vectors = np.stack(run_each(self._encode_one, tokens))
        return vectors[[rows[text] for text in texts]]

    def _encode_one(self, tokens: list[int]) -> NDArray[np.float32]:
        ids = np.array([tokens], dtype=np.int64)
        vector = self._model.run(input_ids=ids, attention_mask=np.ones_like(ids))[0][0]
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def load_encoder(name_or_path: str | Path | None = None) -> OnnxEncoder:
    """Load the shipped encoder, another shipped one by its name, or one in a folder of your own."""
    return OnnxEncoder(load_model(find_folder(name_or_path, "encoder"), VERSION))
