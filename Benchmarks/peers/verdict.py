"""Time to a verdict: which mix of the first study is best, asked of latecomer and of the EMA Workbench."""
import argparse
import json
import os
import resource
import statistics
import subprocess
import time
from datetime import date
from pathlib import Path

import ema_workbench

import sitting

STUDY = "Models/studies/first-study.yaml"
CONFIDENCE = 0.95
# Futures of each timed mix in a turn of the workbench: some seconds.
EMA_FUTURES = 64


def latecomer(command, *options):
    """Wall and processor seconds of a whole process, and its report."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    answer = subprocess.run(
        [command, "run", STUDY, "--beliefs", "prior", "--format", "json", *options],
        cwd=sitting.ROOT, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if answer.returncode != 0:
        raise SystemExit(answer.stderr)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "processor": used, "report": json.loads(answer.stdout)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latecomer", default=str(sitting.ROOT / ".build/release/latecomer"))
    parser.add_argument("--output", type=Path, default=sitting.ROOT / "Benchmarks/VERDICT.md")
    options = parser.parse_args()
    if not os.access(options.latecomer, os.X_OK):
        raise SystemExit(f"There is no program {options.latecomer}; make build, or name one with --latecomer.")

    ema = sitting.peers(options.build)["ema"] + ["--futures", str(EMA_FUTURES)]
    with open(options.build / "verdict.log", "w") as log:
        peer = sitting.Peer("ema", ema, log)
        peer.about = peer.read()
        sitting.check(peer, peer.about["golden_error"], "before")
        until, fixed, single = [], [], []
        for _ in range(options.rounds):
            until.append(latecomer(options.latecomer, "--until-ranked", str(CONFIDENCE)))
            fixed.append(latecomer(options.latecomer))
            single.append(peer.ask("run")["processor_seconds"] / peer.about["futures"])
        peer.process.stdin.close()

    stopping = until[0]["report"]["stopping"]
    report = until[0]["report"]
    mixes, scenarios = len(report["firstPage"]["mixes"]), len(report["scenarios"])
    middle = lambda turns, key: statistics.median(turn[key] for turn in turns)  # noqa: E731
    experiments = stopping["futures"] * mixes * scenarios
    workbench = statistics.median(single) * experiments
    ratios = [one["wall"] / other["wall"] for one, other in zip(until, fixed)]
    text = f"""# Time to a verdict

Which of {mixes} mixes of the first study is best, in {scenarios} scenarios, before fitting to history. Made by
`make bench-verdict` on {date.today()}: {sitting.processor_name()}, {os.cpu_count()} processors, {options.rounds} turns, medians.

| asked of | futures | wall, s | processor, s |
|---|---|---|---|
| latecomer, until the ranking is known with {CONFIDENCE:.0%} | {stopping["futures"]:,} | {middle(until, "wall"):.2f} | {middle(until, "processor"):.2f} |
| latecomer, the study's own number | {fixed[0]["report"]["futures"]:,} | {middle(fixed, "wall"):.2f} | {middle(fixed, "processor"):.2f} |
| EMA Workbench {ema_workbench.__version__}, the model in Python and NumPy | {stopping["futures"]:,} | | {workbench:,.0f} |

Stopping when the ranking is known takes {statistics.median(ratios):.2f} of the time of the fixed number
({min(ratios):.2f} to {max(ratios):.2f} over turns); the workbench takes {workbench / middle(until, "processor"):,.0f} times the
processor time of the first row.

The workbench's time is that of {peer.about["futures"]} experiments in every turn, {1e3 * statistics.median(single):.1f} ms each
({1e3 * min(single):.1f} to {1e3 * max(single):.1f}), for the {experiments:,} that the first row ran: it grows in
proportion, and reading its result costs next to nothing. It is of one process; with several its wall time falls at best by their
number. latecomer's times are of whole processes and include reading the study, costs, years and the report.
"""
    options.output.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
