"""Times the same analysis by latecomer and by SALib in turns and writes Benchmarks/SENSITIVITY.md."""
import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
from SALib.analyze import sobol

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FACTORS, OUTCOMES, POINTS, REPLICATES = 64, 12, 4096, 32
# Rounding of sums of some thousand terms in another order.
AGREEMENT = 1e-10
# The study of the second figure: its factors are what the study has.
STUDY = "Models/studies/first-study.yaml"
DIFFERENCE = "balanced_aligned,rd_and_routines"


def table():
    """Outcomes of 12 g functions of 64 inputs, by outcome and row of the table (A, each A_B, B)."""
    generator = np.random.default_rng(2024)
    side_a, side_b = generator.random((POINTS, FACTORS)), generator.random((POINTS, FACTORS))
    result = np.empty((OUTCOMES, POINTS, FACTORS + 2))
    for outcome in range(OUTCOMES):
        weight = generator.permutation(np.geomspace(0.3, 99, FACTORS))

        def part(x):
            return (np.abs(4 * x - 2) + weight) / (1 + weight)

        own, other = part(side_a), part(side_b)
        product = own.prod(axis=1)
        result[outcome, :, 0] = product
        result[outcome, :, -1] = other.prod(axis=1)
        for factor in range(FACTORS):
            rest = np.delete(own, factor, axis=1).prod(axis=1)
            result[outcome, :, 1 + factor] = rest * other[:, factor]
    return result.reshape(OUTCOMES, -1)


def processor():
    try:
        text = Path("/proc/cpuinfo").read_text()
        return re.search(r"model name\s*:\s*(.*)", text).group(1)
    except (OSError, AttributeError):
        return platform.processor()


def analyse(outcomes, problem):
    start = time.perf_counter()
    found = [
        sobol.analyze(problem, y, calc_second_order=False, print_to_console=False, seed=1)
        for y in outcomes]
    return time.perf_counter() - start, found


def study():
    """Seconds of a study with its outcomes and one difference; None without the program."""
    program = ROOT / ".build/release/latecomer"
    if not program.exists():
        return None
    start = time.perf_counter()
    done = subprocess.run(
        [program, "sensitivity", STUDY, "--difference", DIFFERENCE, "--outcome", "all", "--format",
         "csv"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    seconds = time.perf_counter() - start
    text = subprocess.run(
        [program, "sensitivity", STUDY, "--difference", DIFFERENCE, "--format", "json"],
        cwd=ROOT, capture_output=True, text=True).stdout
    outputs = len({line.split('",')[0] for line in done.stdout.splitlines()[1:]}) - 1
    groups = sum(1 for line in text.splitlines() if '"isInert"' in line)
    runs = int(re.search(r'"runs": (\d+)', text).group(1))
    return seconds, runs, groups, outputs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer")
    parser.add_argument("build", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, default=ROOT / "Benchmarks/SENSITIVITY.md")
    options = parser.parse_args()
    outcomes = table()
    path = options.build / "outcomes.bin"
    outcomes.tofile(path)
    problem = {
        "num_vars": FACTORS, "names": [f"x{i}" for i in range(FACTORS)],
        "bounds": [[0, 1]] * FACTORS}
    peer = subprocess.Popen(
        [options.peer, str(path), str(FACTORS), str(OUTCOMES), str(POINTS), str(REPLICATES)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert peer.stdout.readline().strip() == "ready"

    def ask(line, answers=1):
        peer.stdin.write(line + "\n")
        peer.stdin.flush()
        return [peer.stdout.readline() for _ in range(answers)]

    # The same estimators on the same numbers must agree before anything is timed.
    _, found = analyse(outcomes, problem)
    own = np.array([[float(x) for x in line.split()] for line in ask("results", OUTCOMES)])
    first = np.abs(own[:, 0::2] - np.array([f["S1"] for f in found])).max()
    total = np.abs(own[:, 1::2] - np.array([f["ST"] for f in found])).max()
    load = os.getloadavg()[0]
    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(float(ask("time")[0]))
        theirs.append(analyse(outcomes, problem)[0])
    peer.stdin.close()
    peer.wait()
    ratio = statistics.median(t / o for t, o in zip(theirs, ours))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True,
        text=True).stdout.strip()
    swift = subprocess.run(
        ["swift", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    lines = [
        "# Analysis of sensitivity, timed", "",
        f"Made by `make bench-sensitivity` on {date.today()} at {commit}, on {processor()} "
        f"({os.cpu_count()} logical processors), load {load:.1f} at the start.", "",
        "## The analysis alone", "",
        f"One table of {POINTS:,} base points, {FACTORS} factors and {OUTCOMES} outcomes "
        f"({outcomes.shape[1]:,} rows), no run of a model; first and total order with 95 % intervals. "
        "One thread each, in turns, the same numbers in memory.", "",
        "| program | version | interval | median s | smallest s |", "|---|---|---|---|---|",
        f"| latecomer | {swift} | jackknife of {REPLICATES} replicates | "
        f"{statistics.median(ours):.3f} | {min(ours):.3f} |",
        f"| SALib | {version('SALib')}, NumPy {version('numpy')}, Python "
        f"{platform.python_version()} | bootstrap of 100 samples (its default) | "
        f"{statistics.median(theirs):.3f} | {min(theirs):.3f} |", "",
        f"latecomer is {ratio:.1f} times as fast: the median of {options.rounds} ratios of turns beside each "
        f"other ({min(t / o for t, o in zip(theirs, ours)):.1f} to "
        f"{max(t / o for t, o in zip(theirs, ours)):.1f}).", "",
        f"Largest difference of an index between the two: total order {total:.1e}, first order {first:.1e}. "
        "The total order is the same estimator (Jansen). Both take Saltelli's first order; latecomer "
        "subtracts the mean of all rows from f(B) and SALib that of the same rows.", ""]
    if not total < AGREEMENT:
        raise SystemExit(f"total indices differ by {total}")
    timed = study()
    if timed:
        seconds, runs, groups, outputs = timed
        lines += [
            "## A study", "",
            f"`latecomer sensitivity {STUDY} --difference {DIFFERENCE} --outcome all`: {groups} factors, "
            f"{outputs} outcomes, one difference of two mixes, {runs:,} runs of the model.", "",
            f"{seconds:.1f} s in all, budget, flip values and ranks included; that is "
            f"{seconds / runs * 540_000:.1f} s for 540,000 runs (64 factors).", ""]
    options.output.write_text("\n".join(lines))
    print("\n".join(lines))
    if ratio < 1:
        sys.exit(1)


main()
