"""Other people's graphs (optimum's): prompts run in padded batches of like length, keys go from step to step.

    shared beginning │ padding │ what is the prompt's own │ new tokens …
The padding is masked and has no position, so it changes nothing but the time it takes.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from builder.engines import Step, Told
from builder.engines.generator.opening import OpenModel
from builder.engines.generator.placing import FP16
from builder.engines.generator.plan import free_memory, plan_rows, shared_beginning
from builder.engines.generator.slots import Stops

_PIECE = 256  # tokens read at once: bounds what the attention and the logits of a long prompt take
Caches = dict[str, onnxruntime.OrtValue]


class BatchBackend:
    """Greedy continuation with a graph whose keys and values grow by concatenation."""

    def __init__(self, model: OpenModel) -> None:
        """Wrap an opened model of the form `batches`."""
        self._model = model
        names = [one.name for one in model.session.get_inputs()]
        self._positions = "position_ids" in names
        self._caches = [name for name in names if name.startswith("past_key_values.")]
        outputs = [one.name for one in model.session.get_outputs()]
        self._chosen = "next_token" if "next_token" in outputs else "logits"
        self._kept: tuple[tuple[int, ...], dict[str, NDArray[Any]]] = ((), {})

    def extend(self, prompts: Sequence[Sequence[int]], *, most: int, stops: Stops, told: Told) -> list[list[int]]:
        """Continue each prompt by at most `most` tokens and return the new tokens, the ending one left out."""
        if not prompts:
            return []
        # A graph that counts positions itself would count the padding behind a shared beginning.
        shared = shared_beginning(prompts) if self._positions else 0
        order = sorted(range(len(prompts)), key=lambda number: (-len(prompts[number]), number))
        done: list[list[int]] = [[] for _ in prompts]
        while order:
            # Twice the keys: those of the last step and those of this one live side by side.
            lengths = [len(prompts[number]) for number in order]
            plan = plan_rows(lengths, most, 2 * self._model.bytes_a_token, free_memory(self._model.place.device))
            batch, order = order[: plan.rows], order[plan.rows :]
            made = self._batch(
                tuple(prompts[batch[0]][:shared]), [prompts[number][shared:] for number in batch], most, stops, told
            )
            for number, tokens in zip(batch, made, strict=True):
                done[number] = tokens
        return done

    def _batch(
        self, prefix: tuple[int, ...], own: Sequence[Sequence[int]], most: int, stops: Stops, told: Told
    ) -> list[list[int]]:
        longest = max(len(tokens) for tokens in own)
        tokens = np.zeros((len(own), longest), dtype=np.int64)
        mask = np.zeros((len(own), len(prefix) + longest), dtype=np.int64)
        mask[:, : len(prefix)] = 1
        for row, one in enumerate(own):
            tokens[row, longest - len(one) :] = one
            mask[row, len(prefix) + longest - len(one) :] = 1
        made: list[list[int]] = [[] for _ in own]
        open_rows = set(range(len(own)))
        chosen, caches = self._read(tokens, mask, self._beginning(prefix, len(own)))
        while True:
            used = len(open_rows)
            for row in sorted(open_rows):
                made[row].append(int(chosen[row]))
                if made[row][-1] in self._model.ends:
                    made[row].pop()
                    open_rows.discard(row)
                elif len(made[row]) >= most or stops(made[row]):
                    open_rows.discard(row)
            told(Step(tokens=used, ended=used - len(open_rows)))
            if not open_rows:
                return made
            mask = np.concatenate([mask, np.ones((len(own), 1), dtype=np.int64)], axis=1)
            chosen, caches = self._run(chosen[:, None], mask, caches)

    def _beginning(self, prefix: tuple[int, ...], rows: int) -> Caches:
        """The keys and values of the shared beginning, once for each row; read once for all batches."""
        if self._kept[0] != prefix or not self._kept[1]:
            _, caches = self._read(
                np.array([prefix], dtype=np.int64), np.ones((1, len(prefix)), dtype=np.int64), self._empty(1)
            )
            self._kept = (prefix, {name: value.numpy() for name, value in caches.items()})
        return {name: self._value(np.repeat(value, rows, axis=0)) for name, value in self._kept[1].items()}

    def _empty(self, rows: int) -> Caches:
        floats = np.float16 if self._model.floats == FP16 else np.float32
        nothing = np.zeros((rows, self._model.key_heads, 0, self._model.head_size), dtype=floats)
        return {name: self._value(nothing) for name in self._caches}

    def _value(self, array: NDArray[Any]) -> onnxruntime.OrtValue:
        return onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(array), self._model.place.device, 0)

    def _read(
        self, tokens: NDArray[np.int64], mask: NDArray[np.int64], caches: Caches
    ) -> tuple[NDArray[np.int64], Caches]:
        """Run a prompt piece by piece."""
        chosen = np.zeros(len(tokens), dtype=np.int64)
        before = mask.shape[1] - tokens.shape[1]
        for start in range(0, tokens.shape[1], _PIECE):
            piece = tokens[:, start : start + _PIECE]
            chosen, caches = self._run(piece, mask[:, : before + start + piece.shape[1]], caches)
        return chosen, caches

    def _run(
        self, tokens: NDArray[np.int64], mask: NDArray[np.int64], caches: Caches
    ) -> tuple[NDArray[np.int64], Caches]:
        binding = self._model.session.io_binding()
        binding.bind_cpu_input("input_ids", np.ascontiguousarray(tokens))
        binding.bind_cpu_input("attention_mask", mask)
        if self._positions:
            positions = np.maximum(np.cumsum(mask, axis=1) - 1, 0)[:, -tokens.shape[1] :]
            binding.bind_cpu_input("position_ids", np.ascontiguousarray(positions))
        for name, value in caches.items():
            binding.bind_ortvalue_input(name, value)
        binding.bind_output(self._chosen, "cpu")
        for name in self._caches:
            binding.bind_output(name.replace("past_key_values", "present"), self._model.place.device)
        self._model.session.run_with_iobinding(binding)
        first, *kept = binding.get_outputs()
        return self._choose(first.numpy()), dict(zip(self._caches, kept, strict=True))

    def _choose(self, found: NDArray[np.generic]) -> NDArray[np.int64]:
        if self._chosen == "next_token":
            return np.asarray(found.reshape(len(found)), dtype=np.int64)
        return np.asarray(found[:, -1, :].argmax(axis=-1), dtype=np.int64)
