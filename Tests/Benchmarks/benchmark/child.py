"""Programs that the benchmark starts, and ends by their process id."""

import ctypes
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
# An orderly end of Hookswitch drains calls for 10 s at most and then ships what is left for 5 s.
STOP_SECONDS = 20
LIBC = ctypes.CDLL(None, use_errno=True)


class StartFailed(Exception):
    """A program did not start or failed; the text says which and the last that it said."""


class Child:
    """A running program with its log file. Ctrl-C does not reach it: we end it in our own time."""

    def __init__(self, name, arguments, log, environment, stop_signal=signal.SIGTERM, user=None, directory=None):
        self.name = name
        self.log = log
        self.stop_signal = stop_signal
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment,
                cwd=directory, start_new_session=True, preexec_fn=_end_with_parent, **as_user(user),
            )

    def wait_until(self, holds, what, seconds=60):
        """Waits until `holds()`, and fails with the end of the log if the program ends first or time runs out."""
        end = time.monotonic() + seconds
        while not holds():
            if self.process.poll() is not None:
                raise StartFailed(f"{self.name} ended before {what}:\n{self.tail()}")
            if time.monotonic() > end:
                raise StartFailed(f"{self.name}: {what} took more than {seconds} s:\n{self.tail()}")
            time.sleep(0.05)

    def tail(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-10:])

    def stop(self):
        if self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(arguments, environment, user=None):
    """Runs a program to its end and gives what it printed."""
    done = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, capture_output=True, env=environment, text=True, timeout=60,
        start_new_session=True, preexec_fn=_end_with_parent, cwd="/", **as_user(user), check=False,
    )
    if done.returncode != 0:
        raise StartFailed(f"{' '.join(arguments[:3])} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return done.stdout


def as_user(user):
    return {"user": user, "group": user, "extra_groups": []} if user else {}


def _end_with_parent():
    # Whatever becomes of us, nothing that we started stays behind.
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
