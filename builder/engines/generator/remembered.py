"""A generator that remembers: the same protocol, every continuation kept in the store by the prompt it was made from.

Prompts go to the model longest first and batch by batch, each batch kept before the next begins; so a run that was
killed goes on with the very batches it would have made.
"""

from collections.abc import Callable, Sequence

from builder.digest import digest
from builder.engines import Generator, Prompt
from builder.engines.remembered import Lazy
from builder.records import Recipe
from builder.store import Store

BATCH = 32


def _nothing(_: int) -> None:
    return None


class RememberedGenerator:
    """A generator that continues a prompt once."""

    def __init__(self, generator: Lazy[Generator], longest: int, store: Store) -> None:
        """Remember in `store` what `generator` says; it is loaded at the first prompt that is new."""
        self.longest = longest
        self._generator = generator
        self._store = store
        self.fingerprint = generator.fingerprint
        self.calls = 0

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        """How many tokens each prompt has."""
        return self._generator.engine().count_tokens(prompts)

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Callable[[int], None] = _nothing) -> list[str]:
        """Continue each prompt; `told` hears only of tokens that are truly made."""
        recipes = [self.recipe(prompt, most) for prompt in prompts]
        order = sorted(range(len(prompts)), key=lambda place: (-len(prompts[place].asked), place))
        kept = self._store.once_each(
            [recipes[place] for place in order],
            lambda places: self._make([prompts[order[place]] for place in places], most, told),
            BATCH,
        )
        texts = dict(zip(order, kept, strict=True))
        return [texts[place].decode("utf-8") for place in range(len(prompts))]

    @property
    def device(self) -> str:
        """Where the model ran; nothing if it was not asked."""
        return next((str(getattr(engine, "device", "")) for engine in self._generator.loaded), "")

    def recipe(self, prompt: Prompt, most: int) -> Recipe:
        """What a continuation is kept under."""
        parameters = (("most", most),)
        return Recipe(
            stage="generate", version=1, engine=self.fingerprint, parameters=parameters, inputs=(digest(prompt),)
        )

    def missing(self, prompts: Sequence[Prompt], most: int) -> list[Prompt]:
        """The prompts that were never continued."""
        return [prompt for prompt in prompts if self._store.known(self.recipe(prompt, most)) is None]

    def _make(self, prompts: Sequence[Prompt], most: int, told: Callable[[int], None]) -> list[bytes]:
        texts = self._generator.engine().generate(prompts, most=most, told=told)
        self.calls += len(prompts)
        return [text.encode("utf-8", "surrogatepass") for text in texts]
