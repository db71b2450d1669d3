"""The side of the protocol that all Python peers share (see protocol.md)."""
import argparse
import collections
import json
import sys
import time
from pathlib import Path

import numpy as np

import inputs


# Few arrays rather than many: a compiled function receives each of them as seven words.
BY_ROW = ["weight", "frontier_growth", "access", "employment", "shock_chance", "shock_size",
          "demand_value", "crisis_output", "terms_of_trade"]
BY_LEVER = ["planned", "reference", "planned_cost"]
BY_SECTOR = ["demand", "pace", "leverage", "transfer", "closure", "turnover", "born",
             "leverage_home", "transfer_home", "demand_inverse"]
STATIC = ["target", "strength", "complexity", "precision", "scale", "value", "electronics",
          "resources", "focus", "potential"]
Tables = collections.namedtuple(
    "Tables", [
        "steps", "step", "v1", "v2", "v3", "cronyism", "sunset", "target_weight", "missions",
        "residual", "by_row", "by_lever", "by_sector", "static", "lever_high", "relatedness"])


class Case:
    """A program with its draws."""

    def __init__(self, program, draws):
        self.program, self.draws = program, draws


def serve(name, version, evaluate, precision="float64", futures=None, prepare=None,
          checked=True):
    """Checks and times `evaluate(case)`, which returns outcomes [outcome][future].

    `prepare(case)` changes a case into what the peer wants to read, outside the clock. A peer that is
    not `checked` evaluates no model, and has no error to tell.
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
        if not checked:
            return None
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


def numba_tables(case):
    """A program as a named tuple, which compiled functions can read."""
    p = case.program
    stack = lambda names, axis: np.ascontiguousarray(  # noqa: E731
        np.stack([p[name] for name in names], axis=axis))
    income = case.draws[0][inputs.COLUMNS.index("initial_income")]
    return Tables(
        steps=p["steps"], step=p["step"], v1=p["large_firm_vehicle"],
        v2=p["public_laboratory_vehicle"], v3=p["multinational_vehicle"], cronyism=p["cronyism"],
        sunset=p["sunset_strength"], target_weight=1 / p["target_count"],
        missions=bool(p["has_missions"]), residual=bool((income > 0).any()),
        by_row=stack(BY_ROW, 1), by_lever=stack(BY_LEVER, 1), by_sector=stack(BY_SECTOR, 1),
        static=stack(STATIC, 0), lever_high=p["lever_high"].copy(),
        relatedness=p["relatedness"])


def answer(value):
    print(json.dumps(value), flush=True)
