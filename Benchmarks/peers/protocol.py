"""The side of the protocol that all Python peers share (see protocol.md)."""
import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

import inputs


class Case:
    """A program with its draws."""

    def __init__(self, program, draws):
        self.program, self.draws = program, draws


def serve(name, version, evaluate, precision="float64", futures=None, prepare=None):
    """Checks and times `evaluate(case)`, which returns outcomes [outcome][future].

    `prepare(case)` changes a case into what the peer wants to read, outside the clock.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--futures", type=int, default=futures)
    options = parser.parse_args()
    folder = options.folder
    prepare = prepare or (lambda case: case)

    def case(program, draws, count=None):
        return prepare(Case(
            inputs.read_program(folder / f"{program}.program"),
            inputs.read_draws(folder / f"{draws}.draws", count)))

    golden = [
        (case(run, run), np.fromfile(folder / f"{run}.expected"))
        for run in (folder / "golden.txt").read_text().split()]

    def golden_error():
        return max(
            float(np.abs(np.asarray(evaluate(run))[:, 0] / expected - 1).max())
            for run, expected in golden)

    mixes = (folder / "timed.txt").read_text().split()
    cases = [case(mix, "timed", options.futures) for mix in mixes]
    first_error = golden_error()
    outcomes = [evaluate(one) for one in cases]  # compiles and warms up
    answer({
        "name": name, "version": version, "precision": precision, "threads": 1,
        "futures": sum(np.shape(result)[1] for result in outcomes), "golden_error": first_error})
    for line in sys.stdin:
        words = line.split()
        if words[0] == "run":
            start, used = time.perf_counter(), time.process_time()
            outcomes = [evaluate(one) for one in cases]
            answer({"seconds": time.perf_counter() - start,
                    "processor_seconds": time.process_time() - used})
        elif words[0] == "write":
            np.array([np.asarray(result).T for result in outcomes], dtype=np.float64).tofile(words[1])
            answer({"written": True})
        else:
            answer({"golden_error": golden_error()})
            return


def answer(value):
    print(json.dumps(value), flush=True)
