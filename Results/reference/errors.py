"""The errors of latecomer (coverage.txt) beside those of SALib and OpenTURNS (rival_errors.csv), as errors.md.

    python errors.py > errors.md

For each function, index and number of runs: the root mean squared error of latecomer's method, the smaller error of
each tool over all its estimators, and the ratio to the better of the two.
"""
import csv
import pathlib
import re

here = pathlib.Path(__file__).parent
METHODS = {"pick-freeze": "sobol", "curves": "fast, design"}
GIVEN = ["given-data", "classes", "fast"]


def own():
    errors, function = {}, None
    for line in (here / "coverage.txt").read_text().splitlines():
        cells = re.match(r"  (\S.*?)\s{1,}(first|total)\s+([\d,]+)\s+([\d.]+)\s+([\d.]+)\s+(\S+)\s+([\d.]+)\s", line)
        if cells:
            method, index, runs, *_, error = cells.groups()
            errors[function, method.strip(), index, int(runs.replace(",", ""))] = float(error)
        elif line and not line.startswith(" "):
            function = line.strip()
    return errors


def main():
    mine = own()
    rivals, head = {}, None
    with open(here / "rival_errors.csv") as file:
        head = file.readline().strip("# \n")
        for row in csv.DictReader(file):
            key = row["function"], row["design"], row["index"], int(row["runs"])
            error = float(row["error"])
            known = rivals.setdefault(key, {})
            known[row["tool"]] = min(known.get(row["tool"], error), error)
    print("# Errors beside those of other tools\n")
    print(f"{head}. Made by `errors.py` from `coverage.txt` and `rival_errors.csv`: root mean squared errors over all")
    print("factors, at most so many runs for everybody; of each tool the best of its estimators.\n")
    print("| function | design | index | runs | latecomer | SALib | OpenTURNS | ratio to the better |")
    print("|---|---|---|---|---|---|---|---|")
    ratios = []
    for (function, design, index, runs), tools in rivals.items():
        names = GIVEN if design == "given data" else [METHODS[design]]
        known = [(mine[function, name, index, runs], name) for name in names if (function, name, index, runs) in mine]
        best = min(tools.values())
        if known:
            error, name = min(known)
            ratio = error / best
            ratios.append(ratio)
            text = f"{error:.4f} ({name}) | {{}} | {ratio:.2f}"
        else:
            text = "refuses | {} | "
        cells = " | ".join(f"{tools[tool]:.4f}" if tool in tools else "" for tool in ("SALib", "OpenTURNS"))
        print(f"| {function} | {design} | {index} | {runs} | " + text.format(cells) + " |")
    print(f"\nLargest ratio {max(ratios):.2f}, median {sorted(ratios)[len(ratios) // 2]:.2f}, "
          f"above 1.2 in {sum(r > 1.2 for r in ratios)} of {len(ratios)}.")


main()
