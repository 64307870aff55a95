"""Rounds of load with wrk."""

import dataclasses
import json
import os

from .child import run


@dataclasses.dataclass(frozen=True)
class Round:
    """What wrk saw in one round. Latencies are in milliseconds."""

    answers: int
    per_second: float
    p50: float
    p99: float
    # Answers above 399, and connections that broke or answers that never came.
    refusals: int
    failures: int


class Load:
    """Sends the same request, as fast as it is answered, over a number of connections."""

    def __init__(self, repository, environment, key):
        self.script = os.path.join(repository, "Tests/Benchmarks/call.lua")
        self.environment = environment | {"HOOKSWITCH_BENCH_KEY": key}

    def run(self, url, connections, seconds):
        # One thread drives 32 connections with ease; wrk divides the connections among its threads.
        threads = 1 if connections <= 32 else 2
        output = run(
            ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s", "-s", self.script, url],
            self.environment,
        )
        seen = json.loads(output.strip().splitlines()[-1])
        return Round(
            answers=seen["answers"],
            per_second=seen["answers"] / (seen["microseconds"] / 1e6),
            p50=seen["p50"] / 1e3,
            p99=seen["p99"] / 1e3,
            refusals=seen["refusals"],
            failures=seen["failures"],
        )
