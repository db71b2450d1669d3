#!/usr/bin/env python3
"""Levers and initial conditions of an economy by the rules of coding-rule.md, from the tables beside this file.

    python3 Models/history/code_levers.py brazil 1960
    python3 Models/history/code_levers.py brazil 1960 --policy brazil_by_rule --targets autos,agrifood

Needs Python 3.9 or later and nothing else. Prints what has data or a proxy; with --policy, the file of a whole policy
mix, where what has neither has the middle of its interval, the same for every economy. Targets and cognitive skill are
judged.
"""
import argparse
import csv
import math
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent


def table(name):
    lines = [line for line in open(FOLDER / f"{name}.csv") if not line.startswith("#")]
    columns = {}
    for row in csv.DictReader(lines):
        for key, cell in row.items():
            if key != "year" and cell != "-":
                columns.setdefault(key, {})[int(row["year"])] = float(cell)
    return columns


def mean(series, years):
    values = [series[year] for year in years if year in series]
    return sum(values) / len(values) if values else None


def three(series, year):
    return mean(series, (year - 1, year, year + 1))


def five(series, year):
    return mean(series, range(year - 2, year + 3))


def clip(value, low, high):
    return min(max(value, low), high)


def flow(values):
    return "{" + ", ".join(f"{year}: {value:g}" for year, value in values) + "}"


# The middle of an interval that is the same for every economy.
UNKNOWN = """  research_incentive: 0.0003
  technology_leverage: 0.3
  joint_venture_terms: 0.3
  missions: 0.001
  mission_leadership_share: 0.2
  cluster_training: 0.2
  infrastructure: {%d: 0.3, 2019: 0.6}
  public_procurement: 0.25"""


def main(name, start, policy, targets):
    own, usa = table(name), table("usa")
    years = [start] + [y for y in range(1950, 2020, 5) if y > start] + [2019]
    skill = {y: 2 * own["human_capital"][y] / usa["human_capital"][y] - 1 for y in own["human_capital"]}

    def education(year):
        low, high = max(year - 5, min(skill)), min(year + 5, max(skill))
        return clip(skill[year] + 19 * (skill[high] - skill[low]) / (high - low), 0.02, 1.25)

    def early(series):
        first = min(series)
        return mean(series, range(first, first + 5))

    if "foreign_investment" not in own:
        # A tenth of the stock: about the ratio of the two where both are published.
        own["foreign_investment"] = {y: 0.1 * v for y, v in own["foreign_stock"].items()}

    def foreign_inflow(year):
        value = five(own["foreign_investment"], year) if year >= min(own["foreign_investment"]) else None
        return max(0.0, early(own["foreign_investment"]) if value is None else value)

    research = own["research"]
    first = min(research)

    def intensity(year):
        if year >= first:
            return five(research, year)
        share = (year - start) / (first - start)
        return 0.001 + share * (early(research) - 0.001)

    def orientation(year):
        full = 1.3 * three(own["population"], year) ** -0.2
        return clip(0.1 + 0.9 * three(own["exports"], year) / full, 0, 1)

    government = sum(own["government_effectiveness"].values()) / len(own["government_effectiveness"])
    grade = clip((government + 0.5) / 3, 0, 1)
    stock = mean(own["foreign_stock"], range(1970, 2020))
    multinationals = clip(1.5 * stock, 0.05, 0.75)
    research_years = [start] + [y for y in range(1995, 2020, 5) if y >= first] + [2019]
    levers = {
        "public_research": flow((y, round(0.5 * intensity(y), 4)) for y in research_years),
        "education": flow((y, round(education(y), 2)) for y in years),
        "foreign_investment": flow((y, round(foreign_inflow(y), 4)) for y in years),
        "export_orientation": flow((y, round(orientation(y), 2)) for y in years),
        "management_training": round(0.1 + 0.6 * grade, 2),
        "performance_discipline": round(0.1 + 0.7 * grade, 2),
        "coordination": round(0.2 + 0.7 * grade, 2),
        "policy_churn": round(0.45 - 0.4 * grade, 2),
        "investment": flow((y, round(three(own["investment"], y), 3)) for y in years),
    }
    print(f"# government effectiveness {government:.2f}, grade {grade:.2f}; foreign stock {stock:.3f}")
    if policy:
        large = round((1 - multinationals) * 2 / 3, 2)
        laboratories = round(1 - round(multinationals, 2) - large, 2)
        print(f"name: {policy}\nsummary: {name} from {start}, coded by rule")
        print(
            f"vehicles: {{large_firms: {large}, public_laboratories: {laboratories}, "
            f"multinationals: {multinationals:.2f}}}")
        print(f"cronyism: 0.4\nsunset_strength: 0.35\ntargets: [{', '.join(targets)}]")
    else:
        print(f"vehicles: multinationals {multinationals:.2f}, the rest 2 to 1 large firms to public laboratories")
    print("levers:")
    for lever, value in levers.items():
        print(f"  {lever}: {value}")
    if policy:
        print(UNKNOWN % start)
        return
    income = three(own["income_output"], start)
    worker = three(own["output_per_worker"], start)
    print("initial conditions:")
    print("  initial_income:", round(income, 4))
    print("  initial_human_capital:", round(clip(skill[start], 0.02, 1.3), 3))
    print("  initial_capital_intensity:", round(three(own["capital_per_worker"], start) / worker, 3))
    print("  home_market_size:", round(clip(0.14 * math.sqrt(own["population"][start] * income), 0.02, 1), 2))
    growth = math.log(own["population"][2019] / own["population"][start]) / (2019 - start)
    print("  population_growth:", round(growth, 4))
    print("  initial_proximity from output per worker:", round(clip(0.2 + 0.8 * worker, 0.2, 0.6), 2))
    print("  initial_research_stock:", round(intensity(start) / 0.03, 3))
    print("  initial_routines:", round(0.1 + 0.25 * grade, 2))
    print("  initial_alignment:", round(0.25 + 0.35 * grade, 2))
    print("employment:", flow((y, round(three(own["employment"], y), 3)) for y in years))
    targets = [y for y in years if y > start]
    print("income:", flow((y, round(three(own["income_output"], y), 4)) for y in targets))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("economy", help="a table in this folder")
    parser.add_argument("start", type=int, help="first year of the history")
    parser.add_argument("--policy", help="print the file of a policy mix of this name")
    parser.add_argument("--targets", default="", help="sectors its missions aim at, with commas")
    given = parser.parse_args()
    if not (FOLDER / f"{given.economy}.csv").is_file():
        parser.error(f"there is no table {given.economy}.csv in {FOLDER}")
    main(given.economy, given.start, given.policy, [t for t in given.targets.split(",") if t])
