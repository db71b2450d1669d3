#!/usr/bin/env python3
"""JAX on the CPU in double precision: one compiled program per policy mix, steps by `lax.scan`."""
import os

# One thread, as every other row.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ.update(OMP_NUM_THREADS="1", JAX_PLATFORMS="cpu")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
import jax  # noqa: E402

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

import model  # noqa: E402
import protocol  # noqa: E402

BATCH = 128  # fastest of 64, 128, 256 and 512
PER_ROW = [name for name, shape in model.inputs.FIELDS if "R" in shape]
OPS = model.Arithmetic(jnp, lambda table: jnp.asarray(table)[:, None])


def compiled(program):
    """The whole run of one mix as one compiled function of a batch's draws; tables are constants."""
    table = {name: jnp.asarray(program[name]) for name in PER_ROW}
    fixed = {
        name: jnp.asarray(value) if np.ndim(value) else value
        for name, value in program.items() if name not in PER_ROW}
    here = {name: values[:-1] for name, values in table.items()}
    following = {"demand_value": table["demand_value"][1:]}
    first = {name: program[name][0] for name in PER_ROW}
    last = {name: program[name][-1] for name in PER_ROW}

    @jax.jit
    def run(factors, luck, efficiency, noise, crisis):
        c = model.constants(OPS, fixed, model.factors_of(factors), luck, efficiency)
        s = model.initial(OPS, {**fixed, "lever_high": program["lever_high"]}, c, first)

        def advance(state, inputs):
            row, after, normal, uniform = inputs
            return model.step(OPS, fixed, c, state, row, after, normal, uniform, uniform=False,
                              all_born=program["all_born"]), None

        s, _ = jax.lax.scan(advance, s, (here, following, noise, crisis))
        return jnp.stack(model.outcomes(OPS, fixed, c, s, last))

    return run


def prepare(case):
    program = case.program
    program["all_born"] = bool(program["born"].all())
    income = case.draws[0][model.COLUMN["initial_income"]]
    program["has_residual"] = bool((income > 0).any())
    case.run = compiled(program)
    case.batches = [
        [jnp.asarray(part[:, first:first + BATCH]) for part in case.draws]
        for first in range(0, income.size, BATCH)]
    return case


def evaluate(case):
    results = [case.run(*batch) for batch in case.batches]
    return np.concatenate([np.asarray(result) for result in results], axis=1)


if __name__ == "__main__":
    protocol.serve("JAX", f"JAX {jax.__version__}", evaluate, futures=2048, prepare=prepare)
