#!/usr/bin/env python3
"""Writes the tables beside this file from a folder of gathered tables.

    python3 Models/panel/make_panel.py FOLDER

FOLDER holds panel.csv, static_skills_management.csv, value_added_employment_broad.csv, wto_product_groups.csv and
sectors.csv, put together from the sources that README.md names: one row a country and year, shares in percent, an
empty cell where nothing is published. Needs Python 3.9 or later and nothing else.

Percentages become fractions and numbers five significant digits. A figure that no table of history accepts is left
out (see README.md), and so is one that is known to be a misprint.
"""
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).parent

# Column here: column there, its multiplier, the values that can be (the ranges of HistoryTable.swift).
YEARLY = {
    "income_expenditure": ("gdp_per_capita_rgdpe_rel_usa", 1, 0.001, 10),
    "income_output": ("gdp_per_capita_rel_usa", 1, 0.001, 10),
    "income_maddison": ("gdp_per_capita_rel_usa_maddison", 1, 0.001, 10),
    "population": ("population_millions", 1, 0.05, 3000),
    "employment": ("emp_rel_usa", 1, 0.1, 5),
    "employment_hours": ("emp_hours_rel_usa", 1, 0.1, 5),
    "output_per_worker": ("output_per_worker_rel_usa", 1, 0.001, 10),
    "capital_output": ("capital_output_rel_usa", 1, 0.01, 10),
    "human_capital": ("human_capital_index", 1, 1, 5),
    "schooling": ("years_of_schooling", 1, 0.1, 20),
    "investment": ("investment_share", 1, 0.005, 1),
    "exports": ("exports_pct_gdp", 0.01, 0.001, 4),
    "terms_of_trade": ("terms_of_trade_pwt", 1, 0.1, 10),
    "foreign_investment": ("fdi_inflow_pct_gdp", 0.01, -0.3, 0.6),
    "foreign_stock": ("fdi_stock_pct_gdp", 0.01, 0, 9),
    "research": ("rd_pct_gdp", 0.01, 0.0001, 0.1),
    "government_effectiveness": ("government_effectiveness", 1, -3, 3),
    "resource_rents": ("resource_rents_pct_gdp", 0.01, 0, 1),
}
BROAD = ["agriculture_employment", "agriculture_output"]

# Published figures that cannot be, as their neighbours show.
MISPRINTS = {("KOR", 1972, "foreign_investment")}

# Names of the Penn World Table that nobody would type.
NAMES = {
    "BOL": "Bolivia", "BRN": "Brunei", "CAF": "Central African Republic", "COD": "Democratic Republic of the Congo",
    "COG": "Congo", "IRN": "Iran", "KOR": "Korea", "LAO": "Laos", "MAC": "Macao", "MDA": "Moldova",
    "PSE": "Palestine", "RUS": "Russia", "SXM": "Sint Maarten", "SYR": "Syria", "TZA": "Tanzania",
    "USA": "United States", "VCT": "Saint Vincent and the Grenadines", "VEN": "Venezuela", "VNM": "Vietnam",
}

WTO_SECTORS = {
    "MACL": "garments_footwear", "MATE": "garments_footwear", "MAIS": "steel_shipbuilding", "MAMTAU": "autos",
    "MAMTOTEP": "personal_computers", "MAMTOTIC": "semiconductors", "MAMTOTTL": "telecom_equipment",
    "MACHPH": "biotech_pharma",
}


def read(folder, name):
    with open(folder / name, newline="") as file:
        return list(csv.DictReader(file))


def shown(number):
    return "-" if number is None else f"{number:.5g}"


def write(name, comments, header, rows):
    with open(HERE / name, "w") as file:
        for line in comments:
            file.write(f"# {line}\n")
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(row) + "\n")
    print(f"{name}: {len(rows)} rows")


def broad(folder):
    """Shares of agriculture in employment and output by country and year; the newer source where both are."""
    sums = {}
    for row in read(folder, "value_added_employment_broad.csv"):
        sector = {"AGR": "part", "Agriculture": "part", "SUM": "whole", "Total": "whole"}.get(row["sector"])
        variable = {"EMP": "agriculture_employment", "VA": "agriculture_output"}.get(row["variable"])
        if sector and variable and row["value"] and len(row["iso3"]) == 3:
            key = (row["iso3"], int(row["year"]), variable, row["source"])
            sums.setdefault(key, {})[sector] = float(row["value"])
    result = {}
    for (code, year, variable, source), found in sorted(sums.items(), key=lambda item: item[0][3] == "ETD2021"):
        if len(found) == 2 and found["whole"] > 0 and 0 <= found["part"] <= found["whole"]:
            result[code, year, variable] = found["part"] / found["whole"]
    return result


def main(folder):
    rows = read(folder, "panel.csv")
    shares = broad(folder)
    header = ["code", "year"] + list(YEARLY) + BROAD
    table, left_out = [], {}
    for row in sorted(rows, key=lambda row: (row["iso3"], int(row["year"]))):
        code, year = row["iso3"], int(row["year"])
        cells = []
        for name, (column, factor, low, high) in YEARLY.items():
            value = float(row[column]) * factor if row[column] else None
            if value is not None and (not low <= value <= high or (code, year, name) in MISPRINTS):
                left_out[name] = left_out.get(name, 0) + 1
                value = None
            cells.append(value)
        cells += [shares.get((code, year, name)) for name in BROAD]
        if any(cell is not None for cell in cells):
            table.append([code, str(year)] + [shown(cell) for cell in cells])
    write("panel.csv", [
        "Yearly figures by country, 1950 to 2023. A dash: not published, or not usable. Columns, units, sources and",
        "licences: README.md."], header, table)
    print("left out:", left_out)

    names = {row["iso3"]: NAMES.get(row["iso3"], row["country"]) for row in rows}
    static = {row["iso3"]: row for row in read(folder, "static_skills_management.csv")}

    def figure(code, column, factor=1):
        text = static.get(code, {}).get(column)
        return shown(float(text) * factor if text else None)

    write("countries.csv", [
        "One row a country. test_score: mathematics and science on the scale of 1 to 6, hundreds of points.",
        "learning_outcome: points. management: score from 1 to 5. A dash: not published. Sources: README.md."],
        ["code", "country", "test_score", "learning_outcome", "management"],
        [[code, names[code].replace(",", ""), figure(code, "hw_math_science"), figure(code, "hlo_2005_15"),
          figure(code, "wms_management")] for code in sorted(names)])

    sums, manufactures = {}, {}
    for row in read(folder, "wto_product_groups.csv"):
        key = (row["iso3"], int(row["year"]))
        if not row["exports_usd_mn"]:
            continue
        if row["code"] == "MA":
            manufactures[key] = float(row["exports_usd_mn"])
        elif row["code"] in WTO_SECTORS:
            found = sums.setdefault(key, {})
            sector = WTO_SECTORS[row["code"]]
            found[sector] = found.get(sector, 0) + float(row["exports_usd_mn"])
    sectors = sorted(set(WTO_SECTORS.values()))
    ratios = []
    for (code, year), found in sorted(sums.items()):
        world, whole = sums.get(("WLD", year), {}), manufactures.get(("WLD", year))
        own = manufactures.get((code, year))
        if code in names and own and whole:
            cells = [found[s] / own / (world[s] / whole) if s in found and world.get(s) else None for s in sectors]
            ratios.append([code, str(year)] + ["-" if cell is None else f"{cell:.4g}" for cell in cells])
    write("exports.csv", [
        "Share of a sector in a country's exports of manufactures over its share in those of the world, from the",
        "product groups of the World Trade Organization. A dash: not published. Sources: README.md."],
        ["code", "year"] + sectors, ratios)

    ratios = {}
    for row in read(folder, "sectors.csv"):
        if row["preferred"] == "1" and row["rca"] and not row["sector"].startswith("x_") and row["iso3"] in names:
            ratios.setdefault((row["iso3"], int(row["year"])), {})[row["sector"]] = float(row["rca"])
    sectors = sorted({sector for found in ratios.values() for sector in found})
    write("noncommercial/exports.csv", [
        "Share of a sector in a country's exports over its share in those of the world. NOT FOR COMMERCIAL USE:",
        "derived from the Atlas of Economic Complexity, see README.md. A dash: not published."],
        ["code", "year"] + sectors,
        [[code, str(year)] + [f"{found[s]:.4g}" if s in found else "-" for s in sectors]
         for (code, year), found in sorted(ratios.items())])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
