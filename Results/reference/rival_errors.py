"""Root mean squared errors of sensitivity indices by SALib and OpenTURNS, for the same functions and numbers of runs
as `latecomer selfcheck --coverage` (its column `error`).

    pip install SALib==1.6.0 openturns==1.27 numpy scipy
    python rival_errors.py [repetitions] > rival_errors.csv

Every estimate is made from at most `runs` runs, as latecomer's are, with the default estimator of the tool; the best
of the tool's estimators is kept for each function and number of runs, which favours the tool.
"""
import sys
import warnings
from importlib.metadata import version

import numpy as np
import openturns as ot
from SALib.analyze import delta, fast, rbd_fast, sobol
from SALib.sample import fast_sampler
from SALib.sample import sobol as sobol_sample
from scipy.stats import norm

warnings.filterwarnings("ignore")
ot.Log.Show(ot.Log.NONE)
G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99.0])


def ishigami(u):
    x = (2 * u - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g8(u):
    return np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)


def discrete(u):
    return np.floor(5 * u[:, 0]) + np.floor(2 * u[:, 1]) + np.sqrt(2) * (u[:, 2] + u[:, 3])


def ishigami_exact():
    main = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2
    both = 8 * 0.01 * np.pi**8 / 225
    every = main + 49 / 8 + both
    first = np.array([main, 49 / 8, 0, 0]) / every
    return first, first + np.array([both, 0, both, 0]) / every


def g8_exact():
    own = 1 / (3 * (1 + G) ** 2)
    product = np.prod(1 + own)
    return own / (product - 1), own * product / (1 + own) / (product - 1)


DISCRETE = np.array([24, 3, 2, 2]) / 31
STEP = np.array([0.21, 0.25 / 12, 0.25 / 12, 0]) / (0.21 + 0.5 / 12)
OWN = np.exp(0.64) - 1
LOGNORMAL = (1 + OWN) ** 3 - 1
CASES = {
    "Ishigami, x4 inert": (ishigami, 4, ishigami_exact()),
    "Sobol' G k=8": (g8, 8, g8_exact()),
    "equal additive k=5": (lambda u: u.sum(1), 5, (np.full(5, 0.2), np.full(5, 0.2))),
    "discrete": (discrete, 4, (DISCRETE, DISCRETE)),
    "step": (lambda u: (u[:, 0] > 0.7) + 0.5 * (u[:, 1] + u[:, 2]), 4, (STEP, STEP)),
    "lognormal 0.8": (
        lambda u: np.exp(0.8 * norm.ppf(np.clip(u, 1e-12, 1 - 1e-12)).sum(1)),
        3,
        (np.full(3, OWN / LOGNORMAL), np.full(3, OWN * (1 + OWN) ** 2 / LOGNORMAL)),
    ),
}


def problem(k):
    return {"num_vars": k, "names": [f"x{i}" for i in range(k)], "bounds": [[0, 1]] * k}


def factors(name, u):
    """Given data see the values of the factors, which for two of the functions are discrete."""
    if name != "discrete":
        return u
    x = u.copy()
    x[:, 0], x[:, 1] = np.floor(5 * u[:, 0]), np.floor(2 * u[:, 1])
    return x


def salib_sobol(f, k, runs, seed, second):
    base = 1 << int(np.log2(runs // ((2 if second else 1) * k + 2)))
    u = sobol_sample.sample(problem(k), base, calc_second_order=second, scramble=True, seed=seed)
    s = sobol.analyze(problem(k), f(u), calc_second_order=second, num_resamples=2)
    return s["S1"], s["ST"]


def openturns_sobol(kind, f, k, runs, seed):
    ot.RandomGenerator.SetSeed(seed)
    law = ot.JointDistribution([ot.Uniform(0, 1)] * k)
    base = 1 << int(np.log2(runs // (k + 2)))
    sequence = ot.LowDiscrepancyExperiment(ot.SobolSequence(), law, base)
    sequence.setRandomize(True)
    x = ot.SobolIndicesExperiment(sequence, False).generate()
    y = ot.Sample(f(np.array(x)).reshape(-1, 1))
    algorithm = kind(x, y, base)
    algorithm.setUseAsymptoticDistribution(True)
    return np.array(algorithm.getFirstOrderIndices()), np.array(algorithm.getTotalOrderIndices())


def salib_fast(f, k, runs, seed):
    points = runs // k
    u = fast_sampler.sample(problem(k), points, M=4, seed=seed)
    s = fast.analyze(problem(k), f(u), M=4, num_resamples=2)
    return np.array(s["S1"]), np.array(s["ST"])


def main():
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"# SALib {version('SALib')}, OpenTURNS {version('openturns')}, {repetitions} repetitions")
    print("function,runs,index,design,tool,estimator,error")
    for name, (f, k, exact) in CASES.items():
        for runs in (256, 1024):
            table = {}

            def note(tool, estimator, design, index, value, wanted):
                own = table.setdefault((index, design, tool, estimator), [])
                own.append(np.mean((np.asarray(value) - wanted) ** 2))

            for seed in range(repetitions):
                tries = [
                    ("SALib", "Saltelli 2010", lambda: salib_sobol(f, k, runs, seed, False)),
                    ("SALib", "Saltelli 2010, second order", lambda: salib_sobol(f, k, runs, seed, True)),
                ] + [
                    ("OpenTURNS", kind.__name__.replace("SensitivityAlgorithm", ""),
                     lambda kind=kind: openturns_sobol(kind, f, k, runs, seed))
                    for kind in (ot.SaltelliSensitivityAlgorithm, ot.JansenSensitivityAlgorithm,
                                 ot.MartinezSensitivityAlgorithm, ot.MauntzKucherenkoSensitivityAlgorithm)
                ]
                for tool, estimator, run in tries:
                    first, total = run()
                    note(tool, estimator, "pick-freeze", "first", first, exact[0])
                    note(tool, estimator, "pick-freeze", "total", total, exact[1])
                if runs // k > 4 * 4 * 4:
                    first, total = salib_fast(f, k, runs, seed)
                    note("SALib", "eFAST", "curves", "first", first, exact[0])
                    note("SALib", "eFAST", "curves", "total", total, exact[1])
                u = np.random.default_rng(seed).random((runs, k))
                y = f(u)
                x = factors(name, u)
                note("SALib", "RBD-FAST", "given data", "first",
                     rbd_fast.analyze(problem(k), x, y, M=6, num_resamples=2)["S1"], exact[0])
                edges = np.linspace(0, runs, 17)
                note("SALib", "delta.sobol_first", "given data", "first",
                     [delta.sobol_first(y, x[:, i], edges) for i in range(k)], exact[0])
            for (index, design, tool, estimator), squares in table.items():
                print(f"\"{name}\",{runs},{index},{design},{tool},\"{estimator}\",{np.sqrt(np.mean(squares)):.5f}", flush=True)


main()
