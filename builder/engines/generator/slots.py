"""Our own graphs: each row of a buffer is a slot that a prompt uses until its answer ends, then the next one gets it.

    prefix ──┐ read once
    slot 0   ├─ prompt 0 ▒▒▒▒▒▒▒▒░░░░░  ends: prompt 4 takes the slot
    slot 1   ├─ prompt 1 ▒▒▒▒▒░░░░░░░░
    slot 2   └─ prompt 2 ▒▒▒▒▒▒▒▒▒▒▒░░  every step: one token for each slot
A prompt is read alone, so its first token never depends on its neighbours; steps join rows at their own lengths.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from builder.engines import Step, Told
from builder.engines.generator.opening import OpenModel
from builder.engines.generator.placing import SIZES
from builder.engines.generator.plan import Plan, free_memory, plan_rows, shared_beginning

PIECES = {"cpu": 512, "cuda": 4096}  # tokens read at once: bounds what the attention of a long prompt takes
Stops = Callable[[Sequence[int]], bool]


@dataclass(slots=True)
class _Row:
    """The prompt that uses a slot."""

    number: int
    length: int
    made: list[int] = field(default_factory=list)


class _Cache:
    """Keys and values of some rows, on the device, addressed by row."""

    def __init__(self, model: OpenModel, rows: int, capacity: int) -> None:
        self.capacity = capacity
        self.rows = rows
        self._model = model
        shape = (rows, model.key_heads, capacity, model.head_size)
        self._row_bytes = int(np.prod(shape[1:])) * SIZES[model.floats]
        names = [f"{layer}.{part}" for layer in range(model.layers) for part in ("key", "value")]
        self._values = {
            name: onnxruntime.OrtValue.ortvalue_from_shape_and_type(shape, model.floats, model.place.device, 0)
            for name in names
        }

    def places(self, first: int, rows: int) -> Iterator[tuple[str, list[int], int]]:
        shape = [rows, self._model.key_heads, self.capacity, self._model.head_size]
        for name, value in self._values.items():
            yield name, shape, value.data_ptr() + first * self._row_bytes


class SlotBackend:
    """Greedy continuation with a graph of ours."""

    def __init__(self, model: OpenModel) -> None:
        """Wrap an opened model of the form `slots`."""
        self._model = model
        self._cache: _Cache | None = None
        self._prefix_cache: _Cache | None = None
        self._prefix: tuple[int, ...] = ()
        self._bound: tuple[tuple[_Cache, _Cache, int, int], Any] | None = None

    def extend(self, prompts: Sequence[Sequence[int]], *, most: int, stops: Stops, told: Told) -> list[list[int]]:
        """Continue each prompt by at most `most` tokens and return the new tokens, the ending one left out."""
        if not prompts:
            return []
        lengths = [len(prompt) for prompt in prompts]
        plan = plan_rows(lengths, most, self._model.bytes_a_token, free_memory(self._model.place.device) + self._held())
        shared = shared_beginning(prompts)
        self._reserve(plan, tuple(prompts[0][:shared]))
        waiting = sorted(
            range(len(prompts)), key=lambda number: (lengths[number], number)
        )  # the longest is taken first
        done: list[list[int]] = [[] for _ in prompts]
        slots: list[_Row | None] = [None] * plan.rows
        while waiting or any(slots):
            for slot, row in enumerate(slots):
                if row is None and waiting:
                    slots[slot] = self._begin(slot, waiting.pop(), prompts, shared)
            self._settle(slots, done, most, stops, told)
            if any(slots):
                self._step(slots)
        return done

    def _held(self) -> int:
        caches = [cache for cache in (self._cache, self._prefix_cache) if cache is not None]
        return sum(cache.rows * cache.capacity for cache in caches) * self._model.bytes_a_token

    def _reserve(self, plan: Plan, prefix: tuple[int, ...]) -> None:
        """Make the buffers, or keep them where they fit, and read the shared beginning into its own row."""
        if self._cache is None or self._cache.capacity < plan.capacity or self._cache.rows < plan.rows:
            self._cache = self._prefix_cache = self._bound = None
            self._cache = _Cache(self._model, plan.rows, plan.capacity)
        if prefix and (self._prefix_cache is None or self._prefix != prefix):
            self._prefix_cache = self._prefix_cache or _Cache(self._model, 1, self._cache.capacity)
            self._read(prefix, 0, self._prefix_cache, self._prefix_cache, 0)
        self._prefix = prefix

    def _begin(self, slot: int, number: int, prompts: Sequence[Sequence[int]], shared: int) -> _Row:
        """Read what is a prompt's own into a slot and make its first token."""
        assert self._cache is not None
        past = self._prefix_cache if shared and self._prefix_cache is not None else self._cache
        first = self._read(prompts[number], shared, past, self._cache, slot)
        return _Row(number, len(prompts[number]), [first])

    def _read(self, prompt: Sequence[int], known: int, past: _Cache, present: _Cache, slot: int) -> int:
        """Read what follows the `known` tokens of a prompt, piece by piece, and return the token after it."""
        piece = PIECES[self._model.place.device]
        made = np.zeros((1, 1), dtype=np.int64)
        for start in range(known, len(prompt), piece):
            tokens = np.array([prompt[start : start + piece]], dtype=np.int64)
            made = self._run(tokens, [start + tokens.shape[1]], past if start == known else present, present, slot)
        return int(made[0, 0])

    def _step(self, slots: Sequence[_Row | None]) -> None:
        """Make one token for every slot in use."""
        assert self._cache is not None
        used = max(slot for slot, row in enumerate(slots) if row) + 1
        tokens = np.array([[row.made[-1] if row else 0] for row in slots[:used]], dtype=np.int64)
        made = self._run(tokens, [row.length + 1 if row else 1 for row in slots[:used]], self._cache, self._cache, 0)
        for row, token in zip(slots[:used], made[:, 0], strict=True):
            if row:
                row.length += 1
                row.made.append(int(token))

    def _settle(self, slots: list[_Row | None], done: list[list[int]], most: int, stops: Stops, told: Told) -> None:
        """Empty the slots whose answers have ended."""
        used = sum(row is not None for row in slots)
        for slot, row in enumerate(slots):
            if row is None:
                continue
            ended = row.made[-1] in self._model.ends
            if ended or len(row.made) >= most or stops(row.made):
                done[row.number] = row.made[:-1] if ended else row.made
                slots[slot] = None
        told(Step(tokens=used, ended=used - sum(row is not None for row in slots)))

    def _run(
        self, tokens: NDArray[np.int64], lengths: Sequence[int], past: _Cache, present: _Cache, first: int
    ) -> NDArray[np.int64]:
        """Run the graph over some rows; `past` and `present` being one cache, keys are written in place."""
        binding = self._bind(past, present, first, len(tokens))
        binding.bind_cpu_input("input_ids", tokens)
        binding.bind_cpu_input("lengths", np.array(lengths, dtype=np.int32) - np.int32(1))
        binding.bind_cpu_input("total", np.array([max(lengths)], dtype=np.int32))
        binding.bind_output("next_token", "cpu")
        self._model.session.run_with_iobinding(binding)
        found: NDArray[np.int64] = binding.get_outputs()[-1].numpy()
        return found

    def _bind(self, past: _Cache, present: _Cache, first: int, rows: int) -> Any:
        """The caches bound to the graph; one step after another over the same rows uses the same binding."""
        wanted = (past, present, first, rows)
        if self._bound is not None and self._bound[0] == wanted:
            return self._bound[1]
        device, floats = self._model.place.device, self._model.floats
        binding = self._model.session.io_binding()
        for name, shape, place in past.places(first if past is present else 0, rows):
            binding.bind_input(f"past.{name}", device, 0, floats, shape, place)
        for name, shape, place in present.places(first, rows):
            binding.bind_output(f"present.{name}", device, 0, floats, shape, place)
        self._bound = (wanted, binding)
        return binding
