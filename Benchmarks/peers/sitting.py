"""Runs all peers in turns and writes the table of results (see protocol.md)."""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np

import inputs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Largest relative differences that are accepted, from the golden values and between peers on the timed
# draws. In double the peers differ by the order of their operations, a few rounding errors that 80 steps
# carry on; in float the model forgets what is below 1e-4 (the bound of the project's own float kernel).
TOLERANCE = {"float64": 1e-12, "float32": 1e-4}
AGREEMENT = {"float64": 1e-9, "float32": 1e-3}
# Part of the timed futures that may differ by more: some economies that take off amplify the rounding of floats.
DEPARTING = {"float64": 0, "float32": 1e-3}
# A turn whose wall time exceeds its processor time by this much was disturbed.
DISTURBED = 1.05
STEPS, SECTORS = 80, 20


def peers(build):
    """Command of every peer that was built."""
    folder, python = build / "inputs", [sys.executable, "-W", "ignore"]
    found = {}
    for compiler in ("clang", "gcc"):
        for key, binary, name in [
                (f"c-{compiler}", f"c-{compiler}", f"C, own product, {compiler}"),
                (f"c-{compiler}-blas", f"c-{compiler}-blas", f"C, cblas, {compiler}"),
                (f"c-{compiler}-float", f"c-{compiler}-float", f"C, own product, float, {compiler}")]:
            if (build / binary).exists():
                found[key] = [str(build / binary), str(folder), name]
    for key, script in [
            ("numba", ["numba_blocks.py"]), ("numba-naive", ["numba_naive.py"]),
            ("jax", ["jax_scan.py"]), ("numpy", ["numpy_batched.py"]),
            ("ema", ["ema.py"]), ("ema-empty", ["ema.py", "--empty"])]:
        found[key] = python + [str(HERE / script[0])] + script[1:] + [str(folder)]
    return found


class Peer:
    """A peer that runs and waits for its turn."""

    def __init__(self, key, command, log):
        self.key, self.turns = key, []
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        self.about = None

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.key} ended early; see its log in Benchmarks/.build-peers")
        return json.loads(line)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.read()


def check(peer, error, when):
    if peer.about["golden_error"] is None:
        return
    limit = TOLERANCE[peer.about["precision"]]
    if not error <= limit:
        raise SystemExit(
            f"{peer.about['name']} differs from the golden values by {error:.1e} {when} it was timed; "
            f"at most {limit:.0e} is accepted. Nothing is written.")


def check_agreement(running, build):
    """All peers give the same outcomes on the timed draws."""
    mixes, results = len(inputs.TIMED_MIXES), {}
    for peer in running:
        if peer.about["golden_error"] is not None:
            path = build / f"{peer.key}.outcomes"
            peer.ask(f"write {path}")
            results[peer] = np.fromfile(path).reshape(mixes, -1, len(inputs.OUTCOMES))
    first = next(iter(results.values()))
    for peer, outcomes in results.items():
        common = min(first.shape[1], outcomes.shape[1])
        errors = np.abs(outcomes[:, :common] / first[:, :common] - 1).max(axis=2)
        limit = AGREEMENT[peer.about["precision"]]
        departing = float((~(errors <= limit)).mean())
        if departing > DEPARTING[peer.about["precision"]]:
            raise SystemExit(
                f"{peer.about['name']} differs from the first peer by more than {limit:.0e} in "
                f"{departing:.1%} of the timed draws, by {errors.max():.1e} at most. Nothing is written.")


def latecomer_turn(command, seconds, precision):
    """Microseconds of the kernel and of a whole run for a future, and the report."""
    mixes = [mix for mix in inputs.TIMED_MIXES if mix != "baseline"]
    answer = subprocess.run(
        [command, "bench", "--threads", "1", "--seconds", str(seconds), "--format", "json",
         "--policies", ",".join(mixes), "--scenarios", "reference", "--precision", precision],
        cwd=ROOT, capture_output=True, text=True)
    if answer.returncode != 0:
        message = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
        return None, message[0] if message else f"status {answer.returncode}"
    report = json.loads(answer.stdout)
    whole = 1e6 / report["threads"][0]["futuresPerSecond"]
    kernel = report["kernel"].get("microsecondsPerFuture", whole)
    return {"kernel": kernel, "whole": whole, "report": report}, None


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def processor_name():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def number(value):
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}".replace(",", " ")


def spread(values):
    return f"{number(min(values))} to {number(max(values))}"


def main():
    parser = argparse.ArgumentParser(prog="bench-peers")
    parser.add_argument("build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=7, help="turns of every peer (7)")
    parser.add_argument("--only", default="", help="peers whose key begins with one of these, by commas")
    parser.add_argument("--latecomer", default=str(ROOT / ".build" / "release" / "latecomer"))
    parser.add_argument("--latecomer-seconds", type=float, default=5, help="length of its turn (5)")
    parser.add_argument("--output", type=Path, default=HERE.parent / "RESULTS.md")
    options = parser.parse_args()
    build = options.build

    chosen = tuple(part for part in options.only.split(",") if part)
    found = peers(build)
    commands = {key: command for key, command in found.items()
                if not chosen or key.startswith(chosen)}
    absent = [key for key in found if key not in commands]
    note = lambda text: print(text, file=sys.stderr, flush=True)  # noqa: E731
    latecomer = options.latecomer if shutil.which(options.latecomer) else None
    missing = None if latecomer else "no program at .build/release/latecomer (make build)"
    running = []
    try:
        for key, command in commands.items():
            note(f"preparing {key}")
            peer = Peer(key, command, open(build / f"{key}.log", "w"))
            running.append(peer)
            peer.about = peer.read()
            check(peer, peer.about["golden_error"], "before")
        peak = Peer("fma-peak", [str(build / "fma-peak")], None)
        running.append(peak)
        timed = running[:-1]
        own = {"double": [], "single": []}
        load = os.getloadavg()[0]
        for round_number in range(options.rounds):
            # Each round begins with another peer, so that no row always follows the same one.
            order = timed[round_number % len(timed):] + timed[:round_number % len(timed)]
            for peer in order:
                note(f"round {round_number + 1} of {options.rounds}: {peer.about['name']}")
                before = peak.ask("run")["flops_per_second"]
                turn = peer.ask("run")
                after = peak.ask("run")["flops_per_second"]
                peer.turns.append({
                    **turn, "peak": (before + after) / 2,
                    "future": 1e6 * turn["processor_seconds"] / peer.about["futures"]})
            for precision in own if latecomer else ():
                note(f"round {round_number + 1} of {options.rounds}: latecomer, {precision}")
                before = peak.ask("run")["flops_per_second"]
                turn, missing = latecomer_turn(latecomer, options.latecomer_seconds, precision)
                if turn is None:
                    note(f"latecomer bench failed: {missing}")
                    latecomer = None
                    break
                turn["peak"] = (before + peak.ask("run")["flops_per_second"]) / 2
                own[precision].append(turn)
        check_agreement(timed, build)
        for peer in timed:
            check(peer, peer.ask("end")["golden_error"], "after")
    finally:
        for peer in running:
            peer.process.stdin.close()
            peer.process.wait(timeout=30)
    own = own if latecomer else {"double": [], "single": []}
    text = report(options, timed, own, missing, load, absent)
    options.output.write_text(text)
    (build / "turns.json").write_text(json.dumps({
        "peers": {peer.key: peer.turns for peer in timed}, "latecomer": own}, indent=1))
    note(f"wrote {options.output}")


def report(options, timed, own, missing, load, absent):
    """The table, and all that is needed to make it again."""
    def best_of(keys):
        peers = [peer for peer in timed if peer.key in keys]
        best = min(peers, key=lambda peer: statistics.median(turn["future"] for turn in peer.turns),
                   default=None)
        return best.turns if best else None

    bases = {"float64": ((best_of(("c-clang", "c-gcc")), "future"), (own["double"], "kernel")),
             "float32": ((best_of(("c-clang-float", "c-gcc-float")), "future"),
                         (own["single"], "kernel"))}

    def row(name, version, precision, turns, key, futures, error):
        values = [turn[key] for turn in turns]
        slots = statistics.median(
            turn[key] * 1e-6 / (STEPS * SECTORS) * turn["peak"] / 2 for turn in turns)
        cells = [name, version, precision, number(statistics.median(values)), spread(values),
                 number(slots)]
        for base, name_of in bases[precision]:
            if not base:
                cells.append("")
                continue
            ratios = [turn[key] / other[name_of] for turn, other in zip(turns, base)]
            cells.append(f"{number(statistics.median(ratios))} ({spread(ratios)})")
        return "| " + " | ".join(cells + [futures, error]) + " |"

    rows = []
    if own["double"]:
        kernel = own["double"][-1]["report"]["kernel"]
        about = f"{kernel['vectorPath']}, {kernel.get('product', 'own')} product"
        rows.append(row("**latecomer, kernel**", about, "float64", own["double"], "kernel", "", ""))
        rows.append(row("latecomer, whole run (draws, summaries)", about, "float64", own["double"],
                        "whole", "", ""))
        rows.append(row("**latecomer, kernel in single precision**", about, "float32", own["single"],
                        "kernel", "", ""))
    for peer in timed:
        about = peer.about
        error = about["golden_error"]
        version = about["version"].split(" (")[0]
        rows.append(row(
            about["name"], version, about["precision"], peer.turns, "future",
            str(about["futures"]), "" if error is None else f"{error:.0e}"))
    peaks = [turn["peak"] for peer in timed for turn in peer.turns]
    disturbed = sum(
        turn["seconds"] > DISTURBED * turn["processor_seconds"]
        for peer in timed for turn in peer.turns)
    turns = sum(len(peer.turns) for peer in timed)
    commit = first_line(["git", "rev-parse", "--short", "HEAD"])
    changed = first_line(["git", "status", "--porcelain", "--untracked-files=no", "--", "Sources",
                          "Benchmarks/peers", "Benchmarks/bench-peers"]) != "unknown"
    compilers = ", ".join(first_line([name, "--version"]).split(" (http")[0] for name in ("gcc", "clang")
                          if shutil.which(name))
    quiet = ("The machine was quiet." if disturbed == 0 else
             f"{disturbed} of {turns} turns took over 5 % longer by the clock than the processor time "
             "they used: the machine had other work, and spreads are wide for that reason.")
    left_out = "" if not absent else f"\n- Not run in this sitting: {', '.join(absent)}."
    unavailable = "" if own["double"] else (
        f"\n**latecomer itself is not in this table**: {missing}. The column of ratios to it is "
        "empty.\n")
    return f"""# Results of the peer benchmark

Microseconds of one core for one future: one draw of all factors, one policy mix, 40 years in steps of half
a year, 20 sectors (1600 sector-steps). Made by `make bench-peers`; change nothing here by hand.

- {date.today().isoformat()}, commit {commit}{" with changes" if changed else ""}, {options.rounds} rounds
- {processor_name()}, {os.cpu_count()} processors, {platform.system()} {platform.release().split('-')[0]}
- {compilers}; Python {platform.python_version()}
- multiply-add peak of one core during the sitting: {number(statistics.median(peaks) * 1e-9)} GFLOP/s
  (median), {spread([value * 1e-9 for value in peaks])}; load before: {load:.1f}
- {quiet}{left_out}
{unavailable}
| row | version | precision | us per future, median | smallest to largest | multiply-adds per sector-step | ratio to the best C | ratio to latecomer | futures per turn | golden error |
|---|---|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}

How to read it

- A ratio above 1 is slower. Ratios are taken within a round and then summarised: median, and in brackets
  the smallest and largest. Only rows of the same precision have ratios.
- Times are processor time of one thread. `multiply-adds per sector-step` is the same time in units of
  scalar double multiply-adds at the peak measured just before and after each turn; compare this between
  sittings, because clocks and neighbours move both.
- All peers evaluate the same model on the same draws: {', '.join(inputs.TIMED_MIXES)} of
  the generic latecomer, 2025 to 2065; parameters, initial conditions, implementation, costs and luck drawn, the
  parameters from the priors of the third version, so that all its mechanisms are at work. They give
  {', '.join(inputs.OUTCOMES)}.
- latecomer evaluates the same mixes in the reference scenario of its first study, on the draws of that study
  (its mixes cost the same, and no lane branches on a factor), and gives 45 outcomes, for which it also sums where
  capability came from: a little more work than the peers do.
- Each peer was checked before and after it was timed against the golden values ({len(inputs.GOLDEN_RUNS)} runs,
  tolerance {TOLERANCE['float64']:.0e} in double and {TOLERANCE['float32']:.0e} in float), and against the other
  peers on the timed draws ({AGREEMENT['float64']:.0e}; in float {AGREEMENT['float32']:.0e} in all but {DEPARTING['float32']:.1%} of the
  futures, as economies that take off amplify its rounding). Compilation is not timed.

What each row is

- *C, own product*: `-O3 -march=native -ffast-math`, futures as SIMD lanes, 16 (float: 32) at a time, so that
  all state stays in the first-level cache; one division for four quotients, dense relatedness in
  registers, suppliers by index, exp and log as inlined polynomials, missions only where they exist.
- *C, cblas*: the same with both products by OpenBLAS on one thread, 64 futures wide.
- *Numba, blocks*: the algebra of the C peer in loops over 16 lanes, `fastmath=True, error_model='numpy'`, LLVM told
  to use the widest vectors. *One future at a time*: the equations as they stand, same flags.
- *JAX*: one jitted program per mix, `lax.scan` over steps, double precision, one thread, batches of 128.
- *NumPy, batched*: every operation on batches of 1024 futures.
- *EMA Workbench, single runs*: its sequential evaluator around a model of one future in Python and NumPy. *Empty
  model*: the same uncertainties and outcomes and no model, the cost of the workbench itself per experiment.
"""


if __name__ == "__main__":
    main()
