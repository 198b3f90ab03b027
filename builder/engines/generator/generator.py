"""The generator: prompts come in, the model's continuations go out, each up to its end; greedy, so always the same.

It never decides what is true and keeps nothing between calls but the shared beginning of a book's prompts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from builder.engines import Prompt, Told, unheard
from builder.engines.generator.batches import BatchBackend
from builder.engines.generator.chat import Chat
from builder.engines.generator.fingerprint import fingerprint_of
from builder.engines.generator.opening import OpenModel, first_line, open_model, read_language
from builder.engines.generator.placing import Place
from builder.engines.generator.slots import SlotBackend, Stops
from builder.errors import EngineError

END = "END"  # the line that ends an answer in the form our prompt asks for
_TAIL = 8  # tokens looked at for the end
_SAME_LINE = 3  # a line said this often: the model has lost its way


class Backend(Protocol):
    """Token ids in, greedy continuations out: what another runtime has to offer to take this one's place."""

    def extend(self, prompts: Sequence[Sequence[int]], *, most: int, stops: Stops, told: Told) -> list[list[int]]: ...


class OnnxGenerator:
    """A causal language model in ONNX form; its graph is opened at the first prompt that is to be continued."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Read a folder's tokenizer and settings."""
        self._folder = folder
        self._threads = threads
        language = read_language(folder)
        self._tokenizer = language.tokenizer
        self._chat = Chat(language.tokenizer, language.template, language.specials)
        self._backend: Backend | None = None
        self.place: Place | None = None  # known once the graph is open
        self.fingerprint = fingerprint_of(folder)
        self.longest = language.longest
        self.calls = 0

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        """How many tokens each prompt has; costs no model call."""
        return [len(self._chat.tokens(prompt)) for prompt in prompts]

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told = unheard) -> list[str]:
        """Continue each prompt up to the model's end or `most` tokens; `told` hears of every step.

        A prompt that the model cannot hold is not asked and gets no words.
        """
        self.calls += len(prompts)
        tokens = [self._chat.tokens(prompt) for prompt in prompts]
        held = [place for place, one in enumerate(tokens) if len(one) < self.longest]
        limits = {place: min(most, self.longest - len(tokens[place])) for place in held}
        if self._backend is None:
            model = open_model(self._folder, threads=self._threads)
            self._backend, self.place = wrap_model(model), model.place
        made: dict[int, list[int]] = {}
        try:
            # A long prompt that has less room runs apart: what one says never depends on its neighbours.
            for limit in sorted(set(limits.values()), reverse=True):
                places = [place for place in held if limits[place] == limit]
                rows = [tokens[place] for place in places]
                made |= zip(places, self._backend.extend(rows, most=limit, stops=self._ended, told=told), strict=True)
        except Exception as error:  # the runtime raises bare exceptions of its own kinds
            raise EngineError(
                f"the model stopped: {first_line(error)}",
                path=str(self._folder),
                hint="where memory ran out, end what else holds it, or choose a smaller model or precision",
            ) from error
        return [str(self._tokenizer.decode(made[place])) if place in made else "" for place in range(len(prompts))]

    def _ended(self, made: Sequence[int]) -> bool:
        tail = str(self._tokenizer.decode(list(made[-_TAIL:])))
        if tail.endswith("\n"):
            lines = [line for line in str(self._tokenizer.decode(list(made))).splitlines() if line.strip()]
            return lines[-1:] == [END] or (bool(lines) and lines.count(lines[-1]) >= _SAME_LINE)
        return tail.endswith(f"\n{END}")


def load_generator(folder: Path, *, threads: int = 0) -> OnnxGenerator:
    """Load a language model from its folder; what it weighs is paid at the first prompt."""
    return OnnxGenerator(folder, threads=threads)


def open_backend(folder: Path, *, threads: int = 0) -> Backend:
    """Open a folder's graph with the backend it asks for."""
    return wrap_model(open_model(folder, threads=threads))


def wrap_model(model: OpenModel) -> Backend:
    """The backend that an opened graph asks for."""
    return SlotBackend(model) if model.form == "slots" else BatchBackend(model)
