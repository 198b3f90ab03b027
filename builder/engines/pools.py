"""Workers that hold engines: batches come in, results go out in their order, here or on a Ray cluster.

A worker that dies is replaced and its batch is done again; a batch done twice gives the same and harms nobody.
"""

import contextlib
import multiprocessing
import os
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from builder.engines import Step
from builder.engines.devices import SHARING, VISIBLE, count_gpus, visible_gpus
from builder.errors import EngineError
from builder.packaged import install_extra

Load = Callable[[], Any]
Batch = tuple[str, Load, str, tuple[Any, ...]]  # the engine's role, how it is loaded, what it is to do, with what
MOST_TRIES = 4  # of one batch: what kills that many workers would kill every one


class Worker(ABC):
    """Engines somewhere else, each loaded when it is first asked, doing one batch at a time."""

    batch: int = -1

    @abstractmethod
    def begin(self, batch: Batch) -> None:
        """Send one batch."""

    @abstractmethod
    def end(self) -> None:
        """Let the worker go."""


class WorkerLost(Exception):
    """A worker died before its batch was done."""


class Pool(ABC):
    """Workers of one kind, started when there is work and replaced when they die."""

    def __init__(self, size: int) -> None:
        """Keep at most `size` workers at work."""
        self.size = size
        self._workers: list[Worker] = []

    @abstractmethod
    def start(self, place: int) -> Worker:
        """Start the worker of one place."""

    @abstractmethod
    def wait_for_one(self, busy: Sequence[Worker]) -> tuple[Worker, Any]:
        """Wait until one of the busy workers is done, or is lost."""

    def run(self, batches: Sequence[Batch], heard: Callable[[Any], None] = lambda result: None) -> list[Any]:
        """Do every batch and return the results in the batches' order; `heard` gets each one when it is done.

        After an error no worker is left at work.
        """
        try:
            return self._run(batches, heard)
        except BaseException:
            self.close()
            raise

    def _run(self, batches: Sequence[Batch], heard: Callable[[Any], None]) -> list[Any]:
        waiting = deque(range(len(batches)))
        tries = [0] * len(batches)
        done: dict[int, Any] = {}
        while len(self._workers) < min(self.size, len(batches)):
            self._workers.append(self.start(len(self._workers)))
        while len(done) < len(batches):
            for worker in self._workers:
                if worker.batch < 0 and waiting:
                    worker.batch = waiting.popleft()
                    tries[worker.batch] += 1
                    worker.begin(batches[worker.batch])
            worker, result = self.wait_for_one([worker for worker in self._workers if worker.batch >= 0])
            batch, worker.batch = worker.batch, -1
            if isinstance(result, WorkerLost):
                self._replace(worker)
                if tries[batch] >= MOST_TRIES:
                    raise EngineError(
                        f"a batch killed {MOST_TRIES} workers", hint="is there enough memory for one more worker?"
                    )
                waiting.appendleft(batch)
            elif isinstance(result, Exception):
                raise EngineError(f"a worker failed: {result}") from result
            else:
                done[batch] = result
                heard(result)
        return [done[batch] for batch in range(len(batches))]

    def close(self) -> None:
        """Let all workers go."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _replace(self, worker: Worker) -> None:
        place = self._workers.index(worker)
        worker.end()
        self._workers[place] = self.start(place)


class _Local(Worker):
    def __init__(self, place: int, size: int) -> None:
        # A fresh process: a fork would copy the runtime's threads in the middle of whatever they do.
        spawn = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawn.Pipe()
        gpus = visible_gpus(count_gpus())
        self.process = spawn.Process(target=_serve, args=(theirs, place, size, gpus), daemon=True)
        self.process.start()
        theirs.close()

    def begin(self, batch: Batch) -> None:
        # A dead worker is noticed by whoever waits for it.
        with contextlib.suppress(OSError):
            self.pipe.send(batch)

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class LocalPool(Pool):
    """Processes on this machine, each with its share of the cores."""

    def start(self, place: int) -> Worker:
        """Start a process."""
        return _Local(place, self.size)

    def wait_for_one(self, busy: Sequence[Worker]) -> tuple[Worker, Any]:
        """Wait for a process's result or its end."""
        pipes = {worker.pipe: worker for worker in busy if isinstance(worker, _Local)}
        ready = next(pipe for pipe in wait(list(pipes)) if isinstance(pipe, Connection))
        try:
            return pipes[ready], ready.recv()
        except (EOFError, OSError):
            return pipes[ready], WorkerLost()


def _serve(pipe: Connection, place: int, size: int, gpus: Sequence[str]) -> None:
    """The life of a local worker: it ends when nobody is there to ask it."""
    _take_cores(place, size)
    take_gpu(place, size, gpus)
    engines: dict[str, Any] = {}
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(do_batch(engines, batch))
        except Exception as error:  # whatever it is, it is the asker's to tell
            pipe.send(EngineError(f"{type(error).__name__}: {error}"))


def take_gpu(place: int, size: int, gpus: Sequence[str]) -> None:
    """Use only this worker's GPU, and its share of a device's memory."""
    os.environ[SHARING] = str(-(-size // max(1, len(gpus))))
    if gpus:
        os.environ[VISIBLE] = gpus[place % len(gpus)]


def _take_cores(place: int, size: int) -> None:
    """Use only this worker's cores, so that workers do not fight for the same ones."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[place % len(cores) :: size] or cores[place % len(cores) :][:1])


def do_batch(engines: dict[str, Any], batch: Batch) -> Any:
    """Call an engine, loaded once; of a generation also say how many tokens it made, and where."""
    role, load, method, arguments = batch
    if role not in engines:
        engines[role] = load()
    engine = engines[role]
    if method != "generate":
        return getattr(engine, method)(*arguments)
    prompts, most = arguments
    steps: list[Step] = []
    texts = engine.generate(prompts, most=most, told=steps.append)
    return texts, sum(step.tokens for step in steps), getattr(engine, "place", None)


class _Remote(Worker):
    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.reference: Any = None

    def begin(self, batch: Batch) -> None:
        self.reference = self.actor.do.remote(batch)

    def end(self) -> None:
        import ray  # noqa: PLC0415 - an extra

        ray.kill(self.actor)


class _Actor:
    """What lives on the cluster."""

    def __init__(self) -> None:
        self._engines: dict[str, Any] = {}

    def do(self, batch: Batch) -> Any:
        """Do one batch."""
        return do_batch(self._engines, batch)


class RayPool(Pool):
    """Actors on a Ray cluster that is already there, one for each of its GPUs, or for every second core without any."""

    def __init__(self, size: int = 0) -> None:
        """Join the cluster."""
        try:
            import ray  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise EngineError("Ray is not installed", hint=install_extra("ray")) from error
        if not ray.is_initialized():
            try:
                ray.init(address="auto", log_to_driver=False, logging_level="error")
            except (ConnectionError, RuntimeError) as error:
                hint = "start one with `ray start --head`, or spread over this machine with `--spread local:2`"
                raise EngineError("no Ray cluster can be reached", hint=hint) from error
        there = ray.cluster_resources()
        gpus = int(there.get("GPU", 0))
        super().__init__(size or gpus or max(1, int(there.get("CPU", 1)) // 2))
        needs: dict[str, Any] = {"num_gpus": 1} if gpus else {"num_cpus": 1}
        self._ray = ray
        self._actor = ray.remote(**needs, max_restarts=0)(_Actor)

    def start(self, place: int) -> Worker:
        """Start an actor."""
        return _Remote(self._actor.remote())

    def wait_for_one(self, busy: Sequence[Worker]) -> tuple[Worker, Any]:
        """Wait for an actor's result or its end."""
        references = {worker.reference: worker for worker in busy if isinstance(worker, _Remote)}
        ready = self._ray.wait(list(references), num_returns=1)[0][0]
        try:
            return references[ready], self._ray.get(ready)
        except self._ray.exceptions.RayActorError:
            return references[ready], WorkerLost()
        except self._ray.exceptions.RayTaskError as error:
            return references[ready], error.cause if isinstance(error.cause, Exception) else error
