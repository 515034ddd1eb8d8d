"""The executor with real processes: every way a job can end, and what the others and the caller see of it."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefwright.jobs import Job, Limits, Outcome, Workers, run
from tests.unit.jobs import tasks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are POSIX")
MEGABYTE = 1024 * 1024
LIMITS = Limits(seconds=1.5, memory_bytes=300 * MEGABYTE)


def ends(*payloads: str, workers: int = 2, limits: Limits = LIMITS) -> dict[str, Outcome[Any]]:
    """The outcome of each action, all in one run."""
    jobs = [Job(payload, payload, thesis="some-thesis") for payload in payloads]
    return {outcome.job: outcome for outcome in run(jobs, tasks.act, workers=workers, limits=limits)}


def code(outcome: Outcome[Any]) -> str:
    return outcome.finding.code if outcome.finding else ""


@pytest.fixture(scope="module")
def calamity() -> dict[str, Outcome[Any]]:
    """One run in which nearly everything goes wrong and every third job does not."""
    return ends(
        *("hang", "sleep 60", "sleep 0.01", "hog 600", "creep", "sleep 0.02", "leave 0", "leave 3", "sleep 0.03"),
        *("signal SIGKILL", "signal SIGABRT", "sleep 0.04", "signal SIGSEGV", "raise odd", "sleep 0.05"),
        *("raise unpicklable", "raise exit", "raise deep", "result unpicklable", "result 3000000"),
        *("words memory allocation of 99 bytes failed", "words # Fatal JavaScript out of memory"),
    )


@pytest.mark.parametrize(
    ("payload", "expected", "defect", "says"),
    [
        ("hang", "J701", False, "longer than 1.5 s of processor time"),
        ("sleep 60", "J701", False, "longer than 7.5 s and"),
        ("hog 600", "J702", False, "300 MiB"),
        ("leave 0", "J703", True, "exit code 0"),
        ("leave 3", "J703", True, "exit code 3"),
        ("signal SIGKILL", "J703", False, "SIGKILL"),
        ("signal SIGABRT", "J703", True, "SIGABRT"),
        ("signal SIGSEGV", "J703", True, "SIGSEGV"),
        ("raise odd", "J703", True, "ValueError"),
        ("raise unpicklable", "J703", True, "Unpicklable"),
        ("raise exit", "J703", True, "SystemExit"),
        ("raise deep", "J703", True, "RecursionError"),
        ("result unpicklable", "J703", True, "unforeseen"),
        ("words memory allocation of 99 bytes failed", "J702", False, "MiB"),
        ("words # Fatal JavaScript out of memory", "J702", False, "MiB"),
    ],
)
def test_each_way_to_fail_has_its_code_and_names_the_edition(
    calamity: dict[str, Outcome[Any]], payload: str, expected: str, defect: bool, says: str
) -> None:
    """A hang, a hog, a crash and an exception are told apart, and the message names the edition."""
    outcome = calamity[payload]
    assert (code(outcome), outcome.defect, outcome.result) == (expected, defect, None)
    assert outcome.finding is not None
    assert payload in outcome.finding.message
    assert says in outcome.finding.message
    assert outcome.finding.help
    assert outcome.finding.thesis == "some-thesis"


def test_the_others_go_on(calamity: dict[str, Outcome[Any]]) -> None:
    """Jobs beside and after failing ones give their results."""
    sound = {name: outcome.result for name, outcome in calamity.items() if outcome.finding is None}
    assert sound.pop("result 3000000") == bytes(3_000_000)
    assert sound == {f"sleep 0.0{n}": f"slept 0.0{n}" for n in range(1, 6)}


def test_outcomes_come_in_the_order_of_the_jobs(calamity: dict[str, Outcome[Any]]) -> None:
    """The order of outcomes does not depend on which job was quick."""
    assert list(calamity)[:4] == ["hang", "sleep 60", "sleep 0.01", "hog 600"]
    jobs = [Job(str(n), f"sleep {0.2 - n / 20}") for n in range(4)]
    assert [outcome.job for outcome in run(jobs, tasks.act, workers=2)] == ["0", "1", "2", "3"]


def test_memory_that_looks_like_a_timeout_is_put_down_to_memory(calamity: dict[str, Outcome[Any]]) -> None:
    """A job that fills its memory and then stalls until it is stopped is J702."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell another process' memory")
    assert code(calamity["creep"]) == "J702"


def test_the_log_holds_the_traceback_and_the_message_does_not(calamity: dict[str, Outcome[Any]]) -> None:
    """Tracebacks are kept for developers and not shown."""
    outcome = calamity["raise odd"]
    assert "the matter is odd" in outcome.log
    assert outcome.finding is not None
    assert "Traceback" not in outcome.finding.message
    assert "the matter" not in outcome.finding.message
    assert "SIGABRT" in str(calamity["signal SIGABRT"].finding)
    assert "Fatal Python error: Aborted" in calamity["signal SIGABRT"].log


def test_a_worker_that_had_an_error_is_discarded() -> None:
    """The next job after an error runs in another process; after a success in the same one."""
    with Workers(1, LIMITS) as workers:
        payloads = ["pid", "pid", "raise odd", "pid"]
        first, second, _, third = (one.result for one in workers.run([Job(p, p) for p in payloads], tasks.act))
    assert first == second
    assert first != third


def test_one_worker_is_still_a_process_of_its_own() -> None:
    """With one worker a crash does not reach the caller."""
    outcome = ends("pid", workers=1)["pid"]
    assert outcome.result != os.getpid()


def test_in_process_mode_runs_here_and_contains_exceptions() -> None:
    """workers=0 runs jobs in the caller's process, with the same outcomes for exceptions."""
    outcomes = ends("pid", "raise odd", "print x", workers=0)
    assert outcomes["pid"].result == os.getpid()
    assert (code(outcomes["raise odd"]), outcomes["raise odd"].defect) == ("J703", True)


def test_a_task_may_carry_what_all_jobs_share() -> None:
    """A partial is sent once to each worker and used for every job; a second run may bring another."""
    jobs = [Job(str(n), n) for n in range(5)]
    with Workers(2) as workers:
        assert [one.result for one in workers.run(jobs, partial(tasks.times, 3))] == [0, 3, 6, 9, 12]
        assert [one.result for one in workers.run(jobs, partial(tasks.times, 4))] == [0, 4, 8, 12, 16]


def test_a_job_that_cannot_be_sent_fails_alone() -> None:
    """An unpicklable payload is that job's fault only."""
    jobs: list[Job[Any]] = [Job("a", 2), Job("b", lambda: None), Job("c", 3)]
    outcomes = list(run(jobs, tasks.square, workers=1))
    assert [one.result for one in outcomes] == [4, None, 9]
    assert code(outcomes[1]) == "J703"


def test_progress_tells_start_and_end_of_each_job() -> None:
    """Started comes before finished for each job, and each exactly once."""
    seen: list[tuple[str, str]] = []
    jobs = [Job(name, name) for name in ("sleep 0.15", "raise odd", "sleep 0.01", "leave 3")]
    outcomes = run(
        jobs,
        tasks.act,
        workers=2,
        started=lambda job: seen.append(("started", job.name)),
        finished=lambda job, outcome: seen.append(("finished", outcome.job)),
    )
    assert len(list(outcomes)) == 4
    assert sorted(seen) == sorted((what, job.name) for job in jobs for what in ("started", "finished"))
    for job in jobs:
        assert seen.index(("started", job.name)) < seen.index(("finished", job.name))
    assert seen.index(("finished", "sleep 0.01")) < seen.index(("finished", "sleep 0.15")) or len(seen) == 8


def test_workers_see_a_scrubbed_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxies and no secrets reach a worker; zone, locale and date are fixed."""
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    monkeypatch.setenv("TZ", "America/New_York")
    names = ["TOKEN", "https_proxy", "PYTHONPATH", "TZ", "LC_ALL", "SOURCE_DATE_EPOCH"]
    with Workers(1, as_of=date(2023, 2, 20)) as workers:
        jobs = [Job(name, f"environment {name}") for name in names] + [Job("zone", "zone")]
        found = [one.result for one in workers.run(jobs, tasks.act)]
    assert found == [None, None, None, "UTC", "C.UTF-8", "1676851200", ("UTC", "UTC")]
    assert os.environ["TOKEN"] == "secret"  # noqa: S105 - the canary itself


def test_workers_warm_up_before_their_first_job() -> None:
    """Preloading imports modules and warm runs once, in the worker; a module that is missing does no harm."""
    with Workers(1, preload=("wave", "no_such_module"), warm=tasks.warm) as workers:
        jobs = [Job(name, name) for name in ("loaded wave", "warmed", "warmed", "pid")]
        wave, first, second, pid = (one.result for one in workers.run(jobs, tasks.act))
    assert wave is True
    assert first == second == [pid]
    assert tasks.WARMED == []


def test_a_worker_that_cannot_start_is_reported() -> None:
    """Where even the start of a process fails, each job says so and the run ends."""
    with Workers(1, Limits(5, 300 * MEGABYTE), warm=partial(tasks._raise, "warming")) as workers:
        outcomes = list(workers.run([Job("a", 1), Job("b", 2)], tasks.square))
    assert [code(one) for one in outcomes] == ["J703", "J703"]
    assert all(one.finding and "no process could be started" in one.finding.message for one in outcomes)


def test_a_warm_up_that_hangs_is_given_up() -> None:
    """A worker that never becomes ready costs the time limit, not for ever."""
    since = time.monotonic()
    with Workers(1, Limits(0.5), warm=partial(tasks._sleep, "60")) as workers:
        (outcome,) = workers.run([Job("a", 1)], tasks.square)
    assert code(outcome) == "J703"
    assert time.monotonic() - since < 20


def test_what_a_task_prints_stays_off_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard output and error of workers are kept apart."""
    ends("print something", "words loud", workers=1)
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_leaving_early_ends_the_workers(tmp_path: Path) -> None:
    """A caller that takes only the first outcome leaves no process behind."""
    marker = tmp_path / "pid"
    with Workers(2) as workers:
        jobs = [Job("a", f"write {marker}"), Job("b", "hang"), Job("c", "hang")]
        outcomes = workers.run(jobs, tasks.act)
        assert next(outcomes).job == "a"
    assert gone(int(marker.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are workers forked from a warm process")
def test_what_the_build_preloads_starts_no_threads() -> None:
    """The process that workers are forked from has one thread: forking one with several can lock up its children."""
    code = """
        import importlib, os
        from briefwright.release import PRELOAD_PDF
        for module in PRELOAD_PDF:
            importlib.import_module(module)
        print(*os.listdir("/proc/self/task"))
    """
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # as the workers have them
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], env=environment, capture_output=True, check=True, text=True
    )
    assert len(done.stdout.split()) == 1


PARENT = """
    import signal
    import sys
    from briefwright.jobs import Job, run
    from tests.unit.jobs import tasks
    if __name__ == "__main__":
        # A shell that starts tests in the background has them ignore interrupts, and so what they start.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        jobs = [Job(str(n), f"linger {sys.argv[1]}/{n}") for n in range(2)]
        try:
            list(run(jobs, tasks.act, workers=2))
        except KeyboardInterrupt:
            sys.exit(130)
"""


@pytest.fixture
def family(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", list[int]]]:
    """A process that runs two endless jobs, and the pids of its two workers."""
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(PARENT))
    command = [sys.executable, str(script), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.PIPE) as parent:
        markers = [tmp_path / "0", tmp_path / "1"]
        assert until(lambda: all(marker.exists() and marker.read_text() for marker in markers))
        workers = [int(marker.read_text()) for marker in markers]
        try:
            yield parent, workers
        finally:
            parent.kill()
            for worker in workers:  # should the test have failed: they would never end
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)


def test_ctrl_c_stops_everything_promptly(family: tuple["subprocess.Popen[bytes]", list[int]]) -> None:
    """SIGINT to the whole group, as a terminal sends it: exit 130, no traceback, no process left."""
    parent, workers = family
    os.killpg(parent.pid, signal.SIGINT)
    _, err = parent.communicate(timeout=20)
    assert parent.returncode == 130
    assert err == b""
    assert all(map(gone, workers))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a busy child with its parent")
def test_workers_die_with_their_parent(family: tuple["subprocess.Popen[bytes]", list[int]]) -> None:
    """A kill -9 of the build leaves no worker running, busy as it may be."""
    parent, workers = family
    parent.kill()
    assert all(map(gone, workers))


def until(condition: Any, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return bool(met)


def gone(pid: int) -> bool:
    """Whether the process ends within seconds."""

    def absent() -> bool:
        try:
            return ") Z " in Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            pass
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    return until(absent, 10)
