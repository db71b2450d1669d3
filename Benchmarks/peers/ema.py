#!/usr/bin/env python3
"""EMA Workbench around a single-run model in Python and NumPy, experiments one after another.

The model is the one of `model.py` for a single future: arrays of 20 sectors, plain numbers for the
rest. `--empty` times a model that does nothing with the same uncertainties and outcomes: what the
workbench itself costs per experiment.
"""
import logging
import math
import os
import sys

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import numpy as np  # noqa: E402
import ema_workbench  # noqa: E402
from ema_workbench import (  # noqa: E402
    Model, RealParameter, ScalarOutcome, Scenario, SequentialEvaluator)

import model  # noqa: E402
import numpy_batched  # noqa: E402
import protocol  # noqa: E402

EMPTY = "--empty" in sys.argv
if EMPTY:
    sys.argv.remove("--empty")
OPS = model.Arithmetic(
    np, lambda table: table, low=min, high=max, exp=math.exp, log=math.log,
    where=lambda condition, yes, no: yes if condition else no)
OUTCOMES = model.inputs.OUTCOMES


def prepare(case):
    program = case.program
    program["all_born"] = bool(program["born"].all())
    factors, luck, efficiency, noise, crisis = case.draws
    income = factors[model.COLUMN["initial_income"]]
    program["has_residual"] = bool((income > 0).any())
    # Numbers rather than arrays of one, which would cost more.
    case.rows = [
        {name: value if np.ndim(value) and name not in ("planned", "reference", "planned_cost")
         else np.asarray(value).tolist() for name, value in row.items()}
        for row in numpy_batched.rows_of(program)]

    def single(future=0, **p):
        """One run: factors by name, the future's luck by its number."""
        future = int(future)
        c = model.constants(OPS, program, p, luck[:, future], efficiency[:, future])
        s = model.initial(OPS, program, c, case.rows[0])
        for index in range(program["steps"]):
            s = model.step(
                OPS, program, c, s, case.rows[index], case.rows[index + 1],
                float(noise[index, future]), float(crisis[index, future]),
                all_born=program["all_born"])
        return {name: float(value) for name, value in zip(
            OUTCOMES, model.outcomes(OPS, program, c, s, case.rows[-1]))}

    def empty(future=0, **p):
        return dict.fromkeys(OUTCOMES, 0.0)

    count = factors.shape[1]
    case.single = single
    case.model = Model("growth", function=empty if EMPTY else single)
    case.model.uncertainties = [
        RealParameter(name, -1e-9 + float(row.min()), 1e-9 + float(row.max()))
        for name, row in zip(model.inputs.COLUMNS, factors)
    ] + [RealParameter("future", -0.5, count + 0.5)]
    case.model.outcomes = [ScalarOutcome(name) for name in OUTCOMES]
    case.scenarios = [
        Scenario(f"future {future}", future=future, **{
            name: float(value) for name, value in zip(model.inputs.COLUMNS, factors[:, future])})
        for future in range(count)]
    return case


def evaluate(case):
    with SequentialEvaluator(case.model) as evaluator:
        _, results = evaluator.perform_experiments(scenarios=case.scenarios)
    return np.array([results[name] for name in OUTCOMES])


if __name__ == "__main__":
    logging.getLogger("EMA").setLevel(logging.CRITICAL)
    name = "EMA Workbench, empty model" if EMPTY else "EMA Workbench, single runs"
    protocol.serve(name, f"EMA Workbench {ema_workbench.__version__}", evaluate,
                   futures=64 if EMPTY else 8, prepare=prepare,
                   checked=not EMPTY)
