"""A generator that remembers: the same protocol, every continuation kept in the store by the prompt it was made from.

Prompts go to the model longest first and batch by batch, each batch kept before the next begins; so a run that was
killed goes on with the very batches it would have made.
"""

from collections.abc import Sequence

from builder.digest import digest
from builder.engines import Generator, Prompt, Step, Told, unheard
from builder.engines.generator.placing import Place
from builder.engines.remembered import Lazy
from builder.records import Recipe
from builder.store import Store

BATCH = 32


class RememberedGenerator:
    """A generator that continues a prompt once."""

    def __init__(self, generator: Lazy[Generator], longest: int, store: Store, *, batch: int = 0) -> None:
        """Remember in `store` what `generator` says, so many prompts at once; it is loaded at the first new one."""
        self._batch = max(batch, BATCH)
        self.longest = longest
        self._generator = generator
        self._store = store
        self.fingerprint = generator.fingerprint
        self.calls = 0

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        """How many tokens each prompt has."""
        return self._generator.engine().count_tokens(prompts)

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told = unheard) -> list[str]:
        """Continue each prompt; `told` hears only of what is truly made."""
        told(Step(waiting=len(self.missing(prompts, most))))
        recipes = [self.recipe(prompt, most) for prompt in prompts]
        order = sorted(range(len(prompts)), key=lambda place: (-len(prompts[place].asked), place))
        kept = self._store.once_each(
            [recipes[place] for place in order],
            lambda places: self._make([prompts[order[place]] for place in places], most, told),
            self._batch,
        )
        texts = dict(zip(order, kept, strict=True))
        return [texts[place].decode("utf-8") for place in range(len(prompts))]

    def try_out(self, prompts: Sequence[Prompt], most: int, told: Told) -> None:
        """Continue prompts and keep nothing: a trial says how fast the model is, not what it says."""
        self._generator.engine().generate(prompts, most=most, told=told)

    @property
    def place(self) -> Place | None:
        """Where the model ran; nothing if it was not asked."""
        return next((getattr(engine, "place", None) for engine in self._generator.loaded), None)

    def recipe(self, prompt: Prompt, most: int) -> Recipe:
        """What a continuation is kept under."""
        parameters = (("most", most),)
        return Recipe(
            stage="generate", version=1, engine=self.fingerprint, parameters=parameters, inputs=(digest(prompt),)
        )

    def missing(self, prompts: Sequence[Prompt], most: int) -> list[Prompt]:
        """The prompts that were never continued."""
        return [prompt for prompt in prompts if self._store.known(self.recipe(prompt, most)) is None]

    def _make(self, prompts: Sequence[Prompt], most: int, told: Told) -> list[bytes]:
        texts = self._generator.engine().generate(prompts, most=most, told=told)
        self.calls += len(prompts)
        return [text.encode("utf-8", "surrogatepass") for text in texts]
