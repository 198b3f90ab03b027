"""The name of a set of engines comes in; an encoder, a reader and a judge that remember go out, no model loaded yet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from builder.engines import Encoder, Judge, Reader, blend, calibration, overlap, toy
from builder.engines.pools import Load, Pool
from builder.engines.remembered import Engine, Lazy, RememberedEncoder, RememberedJudge, RememberedReader
from builder.engines.spread import SpreadEncoder, SpreadJudge, SpreadReader
from builder.errors import AnswerbookError, EngineError
from builder.proposals import Writer
from builder.store import Store
from builder.text import one_line

NAMES = ("default", "overlap", "toy")
ENCODER_DIMENSION = 384


@dataclass(frozen=True, kw_only=True)
class Engines:
    """What a build thinks with."""

    encoder: Encoder
    reader: Reader
    judge: Judge
    writers: tuple[Writer, ...] = ()  # language models that word answers anew, if any are asked for

    @property
    def calls(self) -> tuple[tuple[str, int], ...]:
        """How many texts or pairs each engine truly computed."""
        written = sum(writer.generator.calls for writer in self.writers)
        own = (("encoder", self.encoder.calls), ("reader", self.reader.calls), ("judge", self.judge.calls))
        return (*own, ("language model", written)) if self.writers else own

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """Which engine plays which role."""
        return (
            ("encoder", self.encoder.fingerprint),
            ("reader", self.reader.fingerprint),
            ("judge", self.judge.fingerprint),
            *((f"language model {writer.name}", writer.fingerprint) for writer in self.writers),
        )


def choose_engines(name: str, store: Store, pool: Pool | None = None) -> Engines:
    """Return the engines of a name, each computing a thing once and loaded only when something is new.

    With a pool its workers do what is new.
    """
    if name not in NAMES:
        raise EngineError(f"there is no engine `{name}`", hint="known engines: " + ", ".join(NAMES))
    return _toy(store) if name == "toy" else _shipped(name, store, pool)


def _toy(store: Store) -> Engines:
    return Engines(
        encoder=RememberedEncoder(Lazy(toy.ToyEncoder.fingerprint, toy.ToyEncoder), toy.ToyEncoder.dimension, store),
        reader=RememberedReader(Lazy(toy.ToyReader.fingerprint, toy.ToyReader), store),
        judge=RememberedJudge(Lazy(toy.ToyJudge.fingerprint, toy.ToyJudge), toy.ToyJudge.supported, store),
    )


def _shipped(name: str, store: Store, pool: Pool | None) -> Engines:
    # Imported here: a build with nothing to do must not pay for the runtime.
    from builder.engines import encoder as encoders  # noqa: PLC0415
    from builder.engines import judge as judges  # noqa: PLC0415
    from builder.engines import reader as readers  # noqa: PLC0415
    from builder.engines import session  # noqa: PLC0415

    def lazy(
        model: str, version: str, load: Callable[[], Engine], spread: Callable[[Pool, Load, str], Engine]
    ) -> Lazy[Engine]:
        with _told(model):
            fingerprint = session.fingerprint_of(session.find_folder(None, model), version)
        if pool is not None:
            return Lazy(fingerprint, lambda: spread(pool, load, fingerprint))
        return Lazy(fingerprint, _telling(model, load))

    encoder = RememberedEncoder(
        lazy("encoder", encoders.VERSION, encoders.load_encoder, partial(SpreadEncoder, dimension=ENCODER_DIMENSION)),
        ENCODER_DIMENSION,
        store,
    )
    shared, judge = overlap.OverlapReader(encoder), overlap.OverlapJudge(encoder)
    reader = RememberedReader(Lazy(shared.fingerprint, lambda: shared), store)
    if name == "default" and (session.MODELS / "reader" / "model.onnx").is_file():
        trained = RememberedReader(lazy("reader", readers.VERSION, readers.load_reader, SpreadReader), store)
        folder = session.find_folder(None, "reader")
        supported = calibration.read_calibration(folder).thresholds["supported"]
        spread_judge = partial(SpreadJudge, supported=supported)
        return Engines(
            encoder=encoder,
            reader=blend.BlendedReader(trained, reader, blend.read_weights(folder)),
            judge=RememberedJudge(lazy("reader", judges.VERSION, judges.load_judge, spread_judge), supported, store),
        )
    return Engines(
        encoder=encoder,
        reader=reader,
        judge=RememberedJudge(Lazy(judge.fingerprint, lambda: judge), judge.supported, store),
    )


def _telling(model: str, load: Callable[[], Engine]) -> Callable[[], Engine]:
    def loaded() -> Engine:
        with _told(model):
            return load()

    return loaded


@contextmanager
def _told(model: str) -> Iterator[None]:
    """Turn whatever keeps a model from loading into an error with a way out."""
    try:
        yield
    except AnswerbookError:
        raise
    except Exception as error:
        raise EngineError(
            f"the model `{model}` cannot be loaded: {one_line(str(error))[:300]}",
            hint="run `answerbook doctor`; installing Answerbook again brings its models back",
        ) from error
