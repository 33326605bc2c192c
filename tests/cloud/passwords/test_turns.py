import threading
from collections.abc import Callable

import pytest

from ostoja.cloud.passwords.turns import BusyError, Turns


class Counted:
    """Work that says how much of it was done at once at most, and waits to be let go on."""

    def __init__(self, turns: Turns) -> None:
        self.most, self._now, self._lock = 0, 0, threading.Lock()
        self.begun, self.go_on = threading.Semaphore(0), threading.Event()
        self._turns = turns

    def __call__(self) -> None:
        with self._turns.turn():
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            self.begun.release()
            self.go_on.wait()
            with self._lock:
                self._now -= 1


def started(work: Callable[[], None], count: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_few_work_at_once_and_the_others_wait_for_their_turn(at_once: int) -> None:
    work = Counted(Turns(at_once, waiting=10))

    threads = started(work, 6)
    for _ in range(at_once):
        work.begun.acquire()
    work.go_on.set()
    for thread in threads:
        thread.join()

    assert work.most == at_once


def test_whoever_comes_when_the_row_is_full_is_told_so_at_once_and_gets_in_later() -> None:
    turns = Turns(at_once=1, waiting=0)
    work = Counted(turns)
    threads = started(work, 1)
    work.begun.acquire()

    with pytest.raises(BusyError), turns.turn():
        pass
    work.go_on.set()
    threads[0].join()
    with turns.turn():
        pass


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns(at_once=1, waiting=0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
