#!/usr/bin/env python3
"""Batched NumPy: every operation on the arrays of a batch of futures."""
import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import numpy as np  # noqa: E402

import model  # noqa: E402
import protocol  # noqa: E402

# Fastest of 256, 512, 1024 and 2048: long enough for the interpreter, short enough for the caches.
BATCH = 1024
PER_ROW = [name for name, shape in model.inputs.FIELDS if "R" in shape]


def rows_of(program):
    """The program's tables row by row."""
    return [
        {name: program[name][index] for name in PER_ROW}
        for index in range(program["steps"] + 1)]


def run(ops, program, rows, factors, luck, efficiency, noise, crisis):
    c = model.constants(ops, program, model.factors_of(factors), luck, efficiency)
    s = model.initial(ops, program, c, rows[0])
    for index in range(program["steps"]):
        s = model.step(ops, program, c, s, rows[index], rows[index + 1], noise[index], crisis[index],
                       all_born=program["all_born"])
    return model.outcomes(ops, program, c, s, rows[-1])


def prepare(case):
    case.rows = rows_of(case.program)
    case.program["all_born"] = bool(case.program["born"].all())
    income = case.draws[0][model.COLUMN["initial_income"]]
    case.program["has_residual"] = bool((income > 0).any())
    count = income.size
    case.batches = [
        [np.ascontiguousarray(part[:, first:first + BATCH]) for part in case.draws]
        for first in range(0, count, BATCH)]
    return case


def evaluate(case):
    ops = model.Arithmetic(np, lambda table: table[:, None])
    return np.concatenate([
        np.array(np.broadcast_arrays(*run(ops, case.program, case.rows, *batch)))
        for batch in case.batches], axis=1)


if __name__ == "__main__":
    protocol.serve("NumPy, batched", f"NumPy {np.__version__}", evaluate, futures=1024,
                   prepare=prepare)
