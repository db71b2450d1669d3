#!/usr/bin/env python3
"""Scores, rivals and importance weights of the backtest by other means: prints the numbers of BacktestReference.swift.

Written against Python 3.11, NumPy 2.4.6, SciPy 1.17.1 and ArviZ 0.23.4. Run from anywhere.
"""
import csv
import math
import pathlib

import arviz
import numpy
import scipy.integrate
import scipy.stats

ROOT = pathlib.Path(__file__).resolve().parents[3]
HISTORY = ROOT / "Models/history"


def rows(name):
    return list(csv.DictReader(l for l in open(HISTORY / f"{name}.csv") if not l.startswith("#")))


def show(name, values):
    values = numpy.atleast_1d(values)
    print(f"  static let {name}: [Double] = [{', '.join(repr(float(v)) for v in values)}]")


# Scores.
draws = numpy.array([0.3, -1.2, 2.5, 0.3, 0.9, -0.4, 1.7])
weights = numpy.array([1, 2, 0.5, 1, 3, 0.25, 1.25])
weights /= weights.sum()
observations = [-2.0, 0.3, 0.5, 4.0]


def crps_integral(y):
    """The fair energy form from its parts, the plain one by integrating the squared distance of laws."""
    order = numpy.argsort(draws)
    x, w = draws[order], weights[order]
    grid = numpy.unique(numpy.concatenate([x, [y]]))
    plain = 0.0
    for low, high in zip(grid, grid[1:]):
        cumulative = w[x <= low].sum()
        plain += (cumulative - (low >= y)) ** 2 * (high - low)
    spread = sum(a * b * abs(c - d) for a, c in zip(w, x) for b, d in zip(w, x))
    mean = plain + spread / 2
    return mean - spread / 2 / (1 - (w**2).sum())


show("rankedProbabilityScores", [crps_integral(y) for y in observations])
levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.95]
show("hazenQuantiles", numpy.quantile(draws, levels, method="hazen"))
low, high = numpy.quantile(draws, [0.25, 0.75], method="hazen")
show(
    "intervalScores",
    [high - low + 2 / 0.5 * (max(low - y, 0) + max(y - high, 0)) for y in observations],
)
# The score of a standard normal law at y = 0.7, by quadrature.
normal = scipy.integrate.quad(lambda t: (scipy.stats.norm.cdf(t) - (t >= 0.7)) ** 2, -12, 12, points=[0.7], epsabs=1e-13)[0]
show("normalScore", normal)

# Importance weights.
uniforms = (numpy.arange(200) + 0.5) / 200
smoothed, shape = arviz.psislw(0.6 * numpy.log(uniforms / (1 - uniforms)))
show("smoothedWeights", numpy.exp(smoothed)[-12:])
show("tailShape", shape)

# Rivals of the first seven economies on the expenditure side.
starts = dict(
    chile=(1960, 0.2815), china=(1978, 0.0512), japan=(1955, 0.2221), korea=(1963, 0.0644),
    mexico=(1960, 0.338), singapore=(1965, 0.149), taiwan=(1960, 0.1358),
)
targets = {}
for row in rows("targets"):
    targets.setdefault(row["economy"], []).append((int(row["year"]), math.log(float(row["income"]))))


def rms(values):
    return math.sqrt(numpy.mean(numpy.square(values)))


def fit(last):
    x, y = [], []
    for name, (start, income) in starts.items():
        for year, log in targets[name]:
            if year <= last:
                x.append([year - start, (year - start) * math.log(income)])
                y.append(log - math.log(income))
    return numpy.linalg.lstsq(numpy.array(x), numpy.array(y), rcond=None)[0]


a, b = fit(9999)
show("lastValueErrors", [rms([l - math.log(i) for _, l in targets[n]]) for n, (s, i) in starts.items()])
show(
    "convergenceErrors",
    [rms([l - math.log(i) - (a + b * math.log(i)) * (y - s) for y, l in targets[n]]) for n, (s, i) in starts.items()],
)
trend, last = [], []
for name in starts:
    past = [(y, l) for y, l in targets[name] if 1975 <= y <= 1995]
    slope = scipy.stats.linregress(*zip(*past)).slope
    origin = dict(targets[name])[1995]
    trend.append(rms([origin + slope * (y - 1995) - l for y, l in targets[name] if y > 1995]))
    last.append(rms([origin - l for y, l in targets[name] if y > 1995]))
show("trendErrorsAfter1995", trend)
show("lastValueErrorsAfter1995", last)

# Growth accounting on made-up paths: y = 0.02 t + 0.05 t mean(log inv) + 0.6 dlog labour + 0.9 dlog skill + errors.
generator = numpy.random.default_rng(7)
x, y = [], []
for economy in range(4):
    investment = {year: 0.1 + 0.02 * economy + 0.002 * (year - 1960) for year in range(1960, 1991)}
    labour = {year: 0.8 + 0.01 * economy * (year - 1960) / 30 * (economy + 1) + 0.1 * ((year - 1960) / 30) ** 2 for year in range(1960, 1991)}
    skill = {year: 0.4 + 0.01 * (economy + 1) ** 0.5 * (year - 1960) / 3 for year in range(1960, 1991)}
    for year in (1965, 1970, 1980, 1990):
        t = year - 1960
        mean = numpy.mean([math.log(investment[k]) for k in range(1960, year + 1)])
        x.append([t, mean * t, math.log(labour[year] / labour[1960]), math.log(skill[year] / skill[1960])])
        y.append(0.03 * t - 0.1 * economy + 0.01 * (year % 7))
show("accounting", numpy.linalg.lstsq(numpy.array(x), numpy.array(y), rcond=None)[0])
