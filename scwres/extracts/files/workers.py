"""Work done beside other work in threads, and at once where there are none.

A browser has no threads, and a system may refuse to start another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Work that is waiting to be done; None for a worker to end.
Tasks = SimpleQueue[Callable[[], None] | None]


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Start(Protocol):
    """Starts work; what it returns waits for the result, or raises what the work raised."""

    def __call__(
        self,
        work: Callable[Parameters, Result],
        *arguments: Parameters.args,
        **options: Parameters.kwargs,
    ) -> Callable[[], Result]:
        """Start work with its arguments."""
        ...


@contextmanager
def workers(number: int) -> Iterator[Start]:
    """Yield a function that starts work in threads, ``number`` at once.

    Where the system starts fewer threads, those do all the work; where it starts none, work is
    done before ``start`` returns. What is not begun when the ``with`` block ends is dropped.
    """
    from concurrent.futures import Future

    tasks: Tasks = SimpleQueue()
    threads = _started_threads(number, partial(_run_in_turn, tasks))

    def start(work: Callable[..., Any], *arguments: Any, **options: Any) -> Callable[[], Any]:
        future: Future[Any] = Future()
        task = partial(_run, partial(work, *arguments, **options), future)
        if threads:
            tasks.put(task)
        else:
            task()
        return future.result

    try:
        yield start
    finally:
        with suppress(Empty):
            while True:
                tasks.get_nowait()
        for _ in threads:
            tasks.put(None)
        for thread in threads:
            thread.join()


def threads_exist() -> bool:
    """Return whether the system starts a thread."""
    threads = _started_threads(1, lambda: None)
    for thread in threads:
        thread.join()
    return bool(threads)


def _started_threads(number: int, work: Callable[[], None]) -> list[Thread]:
    """Return threads at work: ``number`` of them, or as many as the system starts."""
    threads: list[Thread] = []
    with suppress(RuntimeError):  # there are no threads, or no more of them
        for _ in range(number):
            thread = Thread(target=work)
            thread.start()
            threads.append(thread)
    return threads


def _run_in_turn(tasks: Tasks) -> None:
    while task := tasks.get():
        task()


def _run(work: Callable[[], Any], future: Future[Any]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # raised again where the result is waited for
        future.set_exception(error)
