#!/usr/bin/env python3
"""Writes what all peers read: the model's tables per policy mix, and draws.

    python3 inputs.py FOLDER [--futures 4096] [--seed 2025]

The tables come from the reference data of the tests (`economies.json`), the checks from its golden
values (`golden.json`), so that every peer evaluates the model of this repository and is checked
against the same numbers as the repository's own kernel. Timed draws follow the priors of the third
version (`Models/priors/third-version.yaml`), in which every mechanism is at work. Needs NumPy alone.

A *program* is one policy mix in one world, everything that no future changes; a file of float64,
field after field in the order of `FIELDS`. *Draws* are one file of float64 per case: a header
(futures, columns, steps) and then the columns, one value per future each: factors (`COLUMNS`), sector
luck and sector efficiency (20 standard normals each), demand noise (a standard normal per step) and
demand crisis (a uniform per step). Golden cases come with the outcomes that are expected.
"""
import argparse
import json
import math
import re
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
REFERENCE = ROOT / "Tests" / "GrowthModelsTests" / "Reference"
PRIORS = ROOT / "Models" / "priors" / "third-version.yaml"


def read_priors():
    """Laws of the factors by name: ("beta", low, high) for Beta(2, 2) on a range, ("lognormal", sigma)
    with median 1."""
    laws = {}
    for number, line in enumerate(PRIORS.read_text().splitlines(), 1):
        if not re.match(r" +\w+: \{distribution:", line):
            continue
        beta = re.match(
            r" +(\w+): \{distribution: beta, low: ([^,]+), high: ([^,]+), alpha: 2, beta: 2[,}]", line)
        lognormal = re.match(
            r" +(\w+): \{distribution: lognormal, median: 1, sigma: ([^,}]+)\}", line)
        if beta:
            laws[beta[1]] = ("beta", float(beta[2]), float(beta[3]))
        elif lognormal:
            laws[lognormal[1]] = ("lognormal", float(lognormal[2]))
        else:
            raise SystemExit(f"{PRIORS}:{number}: expected Beta(2, 2) with low and high, or a lognormal "
                             f"law with median 1 and sigma, not {line.strip()}")
    return laws


LAWS = read_priors()
DATA = json.loads((REFERENCE / "economies.json").read_text())
SECTORS = DATA["sectors"]
NAMES = [sector["name"] for sector in SECTORS]
S = len(SECTORS)
LEVERS = list(DATA["levers"])
# Parameters of the first version, then those of later ones, which are 0 unless a run sets them.
INITIAL = (
    list(DATA["economies"]["generic"]["initial_conditions"]) + ["initial_proximity_multiplier"])
LATER = [
    name for name, law in LAWS.items()
    if law[0] == "beta" and name not in DATA["parameters"] and name not in INITIAL]
COLUMNS = (
    list(DATA["parameters"]) + LATER + INITIAL
    + [lever + "_implementation" for lever in LEVERS] + [lever + "_cost" for lever in LEVERS])
OUTCOMES = [
    "income", "discounted_consumption", "fiscal_cost", "rd_intensity", "domestic_value_added"]
TRAITS = [
    "large_firm_vehicle", "public_laboratory_vehicle", "multinational_vehicle", "cronyism",
    "sunset_strength"]
# Upper ends of the admissible levers; the others end at 1, all begin at 0.
LEVER_HIGH = {
    "public_research": 0.1, "research_incentive": 0.1, "education": 1.3, "foreign_investment": 0.5,
    "missions": 0.1, "investment": 0.8}
# Entries of a supplier row that are not zero: at most five.
SUPPLIERS = 5

TIMED_MIXES = ["baseline", "rd_and_routines", "education_only", "balanced_aligned"]
GOLDEN_RUNS = (
    ["generic " + mix for mix in TIMED_MIXES]
    + ["generic missions_leadership", "generic missions_diversification"]
    + ["implementation and cost", "outside paths and luck", "luck in quarters"]
    + ["third version " + mix for mix in (
        "korea_chaebol", "missions_leadership", "missions_diversification", "taiwan_itri",
        "singapore_mnc", "balanced_aligned", "global_factory", "japan_miti")])

# Name and shape of each field of a program; R stands for the number of rows (steps and 1).
FIELDS = [
    ("steps", ()), ("step", ()), *[(trait, ()) for trait in TRAITS], ("target_count", ()),
    ("has_missions", ()),
    # Per row.
    ("weight", ("R",)), ("frontier_growth", ("R",)), ("access", ("R",)), ("employment", ("R",)),
    ("shock_chance", ("R",)), ("shock_size", ("R",)), ("demand_value", ("R",)),
    ("crisis_output", ("R",)), ("terms_of_trade", ("R",)),  # logs
    ("planned", ("R", 17)), ("reference", ("R", 17)), ("planned_cost", ("R", 17)),
    ("demand", ("R", S)), ("pace", ("R", S)), ("leverage", ("R", S)), ("transfer", ("R", S)),
    ("closure", ("R", S)), ("turnover", ("R", S)), ("born", ("R", S)),
    ("leverage_home", ("R", S)), ("transfer_home", ("R", S)), ("demand_inverse", ("R", S)),
    # Per sector and lever.
    ("target", (S,)), ("strength", (S,)), ("complexity", (S,)), ("precision", (S,)),
    ("scale", (S,)), ("value", (S,)), ("electronics", (S,)), ("resources", (S,)),
    ("focus", (S,)), ("potential", (S,)), ("lever_high", (17,)),
    ("proximity", (S, S)), ("suppliers", (S, S)),
    ("supplier_index", (S, SUPPLIERS)), ("supplier_weight", (S, SUPPLIERS)),
]


def at(path, year):
    """Piecewise linear, constant outside."""
    return float(np.interp(year, [point[0] for point in path], [point[1] for point in path]))


def product_space():
    keys = ["complexity", "turnover", "precision", "modularity", "scale_economies"]
    features = np.array([[sector[key] for key in keys] for sector in SECTORS])
    family = np.array([sector["family"] for sector in SECTORS])
    distance = ((features[:, None, :] - features[None, :, :]) ** 2).sum(axis=2)
    relatedness = np.exp(-distance / (2 * 0.35**2)) * (1 + (family[:, None] == family[None, :]))
    np.fill_diagonal(relatedness, 0)
    return relatedness / relatedness.sum(axis=1, keepdims=True)


def table(name):
    return np.array([float(sector[name]) for sector in SECTORS])


def compile_program(specification):
    """All fields of one policy mix in one world."""
    start, step = specification["start"], specification["step"]
    steps = round((specification["end"] - start) / step)
    years = [start + index * step for index in range(steps + 1)]
    policy = DATA["policies"][specification["policy"]]
    reference = DATA["policies"][specification["reference"]]
    economy = DATA["economies"][specification["economy"]]
    paths, series = specification.get("paths", {}), specification.get("series", {})

    def outside(name, year, standard):
        return at(paths[name], year) if name in paths else standard

    def observed(name, year):
        return at(series[name], year) if name in series else 1.0

    def by_sector(name, year):
        return np.array([outside(f"{name}.{sector}", year, 1.0) for sector in NAMES])

    traits = policy["traits"]
    v1, v2, v3 = (traits[name] for name in TRAITS[:3])
    chi, prec, mod, sc = (
        table(name) for name in ("complexity", "precision", "modularity", "scale_economies"))
    w60, w20, born = table("demand_1960"), table("demand_2020"), table("emergence_year")
    rows = {name: [] for name, shape in FIELDS if "R" in shape}
    growth = 0.0
    for year in years:
        frontier = outside("frontier_growth", year, 0.018)
        rows["weight"].append(
            step * math.exp(-specification["discount_rate"] * (year - start)) * math.exp(growth))
        growth += frontier * step
        rows["frontier_growth"].append(frontier)
        rows["access"].append(outside("technology_access", year, 1.0))
        rows["employment"].append(at(economy["employment"], year))
        rows["shock_chance"].append(outside("shock_frequency", year, 0.06) * step)
        rows["shock_size"].append(outside("shock_size", year, 1.5))
        rows["crisis_output"].append(math.log(observed("crisis_output", year)))
        rows["terms_of_trade"].append(math.log(
            outside("terms_of_trade", year, 1.0) * observed("terms_of_trade", year)))
        x = min(max((year - 1960) / 60, -0.2), 1.5)
        demand = np.maximum(w60 + (w20 - w60) * x, 0.0005) / (1 + np.exp(-(year - born - 8) / 4))
        demand = (demand + 1e-5) * by_sector("world_demand", year)
        demand /= demand.sum()
        rows["demand"].append(demand)
        rows["demand_inverse"].append(1 / demand)
        rows["demand_value"].append((demand * table("value_potential")).sum())
        turnover = np.minimum(table("turnover") * by_sector("technology_turnover", year), 1)
        closed = np.minimum(table("concentration") * by_sector("incumbent_closeness", year), 1)
        lev1 = turnover * (1 - 0.45 * closed) + 0.25 * sc * (1 - turnover)
        lev2 = turnover * (1 - closed) * (0.5 + 0.5 * mod)
        lev3 = turnover * (1 - 0.7 * closed) * (0.7 + 0.3 * prec)
        rows["leverage"].append(v1 * lev1 + v2 * lev2)
        rows["transfer"].append(v3 * lev3)
        # Each vehicle where it is at home.
        rows["leverage_home"].append(
            v1 * lev1 * (0.3 + 0.9 * sc * np.minimum(2.5 * (1 - mod), 1)) + v2 * lev2 * (0.3 + 1.2 * mod * (1.2 - sc)))
        rows["transfer_home"].append(v3 * lev3 * (0.4 + 1.2 * prec))
        rows["closure"].append(closed * (1 - 0.7 * v1 * sc))
        rows["turnover"].append(turnover)
        rows["pace"].append(table("frontier_growth") * frontier / 0.018)
        rows["born"].append((year >= born).astype(float))
        planned = [at(policy["levers"][lever], year) for lever in LEVERS]
        rows["planned"].append(planned)
        rows["reference"].append([at(reference["levers"][lever], year) for lever in LEVERS])
        rows["planned_cost"].append(
            [DATA["levers"][lever] * value for lever, value in zip(LEVERS, planned)])
    missions = LEVERS.index("missions")
    suppliers = np.array(DATA["suppliers"])
    index = np.argsort(-suppliers, axis=1, kind="stable")[:, :SUPPLIERS]
    assert ((suppliers > 0).sum(axis=1) <= SUPPLIERS).all()
    target = np.array([float(name in policy["targets"]) for name in NAMES])
    assert target.any(), specification["policy"]
    return {
        "steps": steps, "step": step, **{name: traits[name] for name in TRAITS},
        "target_count": target.sum(),
        "has_missions": float(any(
            row[missions] for row in rows["planned"] + rows["reference"])),
        **rows, "target": target / target.sum(),
        "strength": [economy["strengths"].get(name, 1.0) for name in NAMES],
        "complexity": chi, "precision": prec, "scale": sc, "value": table("value_potential"),
        "electronics": table("is_electronics"),
        "resources": np.array([float(name in ("agrifood", "mining_services")) for name in NAMES]),
        "focus": np.minimum(S * target / target.sum(), 5),
        "potential": (chi + table("turnover") + 1 - mod) / 3,
        "lever_high": [LEVER_HIGH.get(lever, 1.0) for lever in LEVERS],
        "proximity": product_space(), "suppliers": suppliers, "supplier_index": index,
        "supplier_weight": np.take_along_axis(suppliers, index, axis=1)}


def write_program(path, program):
    parts = []
    for name, shape in FIELDS:
        value = np.asarray(program[name], dtype=np.float64)
        expected = tuple(program["steps"] + 1 if size == "R" else size for size in shape)
        assert value.shape == expected, (name, value.shape, expected)
        parts.append(value.ravel())
    np.concatenate(parts).tofile(path)


def read_program(path):
    """A program as a dictionary of arrays and numbers."""
    flat = np.fromfile(path, dtype=np.float64)
    program, offset = {}, 0
    for name, shape in FIELDS:
        sizes = tuple(int(flat[0]) + 1 if size == "R" else size for size in shape)
        count = math.prod(sizes)
        part = flat[offset:offset + count]
        program[name] = float(part[0]) if not sizes else part.reshape(sizes)
        offset += count
    assert offset == flat.size
    program["steps"] = int(program["steps"])
    program["relatedness"] = np.concatenate([program["proximity"], program["suppliers"]])
    return program


def write_draws(path, factors, luck, efficiency, noise, crisis):
    steps, futures = noise.shape
    header = np.array([futures, len(COLUMNS), steps], dtype=np.float64)
    np.concatenate(
        [header] + [part.ravel() for part in (factors, luck, efficiency, noise, crisis)]).tofile(path)


def read_draws(path, futures=None):
    """Factors, sector luck, sector efficiency, demand noise, demand crisis; futures run fastest."""
    flat = np.fromfile(path, dtype=np.float64)
    count, columns, steps = (int(value) for value in flat[:3])
    matrix = flat[3:].reshape(columns + 2 * S + 2 * steps, count)[:, :futures]
    bounds = np.cumsum([columns, S, S, steps])
    return [np.ascontiguousarray(part) for part in np.split(matrix, bounds)]


def golden_draws(specification):
    """The factors and the luck of one golden run, as draws of a single future."""
    economy = DATA["economies"][specification["economy"]]
    values = {name: entry["default"] for name, entry in DATA["parameters"].items()}
    values.update(economy["initial_conditions"])
    values.update({name: 0.0 for name in LATER})
    values.update({name: 1.0 for name in COLUMNS if name not in values})
    values.update(specification.get("factors", {}))
    steps = round((specification["end"] - specification["start"]) / specification["step"])
    luck = specification.get("luck") or {}
    # Without luck: xi = eff = 1 (the exponents vanish), no noise, and no crisis ever.
    return (
        np.array([[values[name]] for name in COLUMNS]),
        np.array(luck.get("sector_luck", [0.3] * S))[:, None],
        np.array(luck.get("sector_efficiency", [0.075] * S))[:, None],
        np.array(luck.get("demand_noise", [0.0] * steps))[:, None],
        np.array(luck.get("demand_crisis", [1.0] * steps))[:, None])


def sampled_draws(futures, seed, steps):
    """Priors of the third version without their correlations, and Beta(2, 2) on 30 % to either side of
    the initial conditions."""
    generator = np.random.default_rng(seed)
    initial = DATA["economies"]["generic"]["initial_conditions"]
    columns = []
    for name in COLUMNS:
        if name in initial:
            law = ("beta", 0.7 * initial[name], 1.3 * initial[name])
        else:
            # What a lever without a tabulated cost costs is multiplied by nothing.
            law = LAWS.get(name, ("lognormal", 0.0))
        if law[0] == "beta":
            columns.append(law[1] + (law[2] - law[1]) * generator.beta(2, 2, futures))
        else:
            columns.append(np.exp(law[1] * generator.standard_normal(futures)))
    return (
        np.array(columns), generator.standard_normal((S, futures)),
        generator.standard_normal((S, futures)), generator.standard_normal((steps, futures)),
        generator.random((steps, futures)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--futures", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=2025)
    options = parser.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    golden = {
        run["name"]: run for run in json.loads((REFERENCE / "golden.json").read_text())["runs"]}
    lines = []
    for name in GOLDEN_RUNS:
        run = golden[name]
        case = "golden_" + name.replace(" ", "_")
        write_program(folder / f"{case}.program", compile_program(run))
        write_draws(folder / f"{case}.draws", *golden_draws(run))
        last = run["rows"][max(run["rows"], key=int)]["outcomes"]
        np.array([last[outcome] for outcome in OUTCOMES]).tofile(folder / f"{case}.expected")
        lines.append(case)
    (folder / "golden.txt").write_text("\n".join(lines) + "\n")
    for mix in TIMED_MIXES:
        write_program(folder / f"{mix}.program", compile_program(golden["generic " + mix]))
    (folder / "timed.txt").write_text("\n".join(TIMED_MIXES) + "\n")
    steps = compile_program(golden["generic baseline"])["steps"]
    write_draws(folder / "timed.draws", *sampled_draws(options.futures, options.seed, steps))
    # Column positions for the peers in C.
    enumeration = ",\n".join(
        f"  COLUMN_{name.upper()} = {index}" for index, name in enumerate(COLUMNS))
    levers = ",\n".join(f"  LEVER_{name.upper()} = {index}" for index, name in enumerate(LEVERS))
    (folder / "columns.h").write_text(
        f"enum column {{\n{enumeration},\n  COLUMNS = {len(COLUMNS)}\n}};\n"
        f"enum lever {{\n{levers},\n  LEVERS = {len(LEVERS)}\n}};\n")


if __name__ == "__main__":
    main()
