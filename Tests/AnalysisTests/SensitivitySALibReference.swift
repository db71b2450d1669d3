// Made by the script at the end; do not edit.
// swift-format-ignore-file

/// Indices by SALib 1.6.0, NumPy 2.4.6 and SciPy 1.17.1.
enum SensitivitySALibReference {
  /// First order, economical layout, 256 base points.
  static let first: [Double] = [0.24393037317358926, 0.4862270491131861, -0.027736213144616974]
  /// Total, economical layout, 256 base points.
  static let total: [Double] = [0.3972198967359823, 0.432243463350163, 0.23831541149659913]
  /// PAWN, median over 8 slices, 400 points.
  static let pawnMedian: [Double] = [0.25875000000000004, 0.34875, 0.10375000000000001]
  /// PAWN, mean over 8 slices, 400 points.
  static let pawnMean: [Double] = [0.2634375, 0.34781249999999997, 0.11906249999999999]
  /// PAWN, maximum over 8 slices, 400 points.
  static let pawnMaximum: [Double] = [0.35, 0.375, 0.1875]
  /// First order from 8 classes of equal size, not bias-corrected.
  static let binned: [Double] = [0.2981553900601624, 0.38755658182139724, 0.0013315123474028883]
  /// RBD-FAST, 6 harmonics, bias-corrected.
  static let randomBalance: [Double] = [0.29176046506828024, 0.44166820941292934, -0.010970532195136197]
  /// eFAST, 257 points a curve, frequency 32, 4 harmonics, phases 0, 0.3, 0.6.
  static let fastFirst: [Double] = [0.30670088761371783, 0.37868181215328983, 0.029035229508753247]
  /// The total indices of the same curves.
  static let fastTotal: [Double] = [0.5516653761201877, 0.38566467617370803, 0.2358464339258377]
  /// SRC by least squares.
  static let regression: [Double] = [0.43730174423280016, 0.006635597898642487, -0.004155347473229476]
  /// SRRC by least squares.
  static let rankRegression: [Double] = [0.43543682956521107, 0.011408724971670656, 0.03950590317082292]
  /// PRCC: correlation of the residuals of ranks.
  static let partialRank: [Double] = [0.435389509602664, 0.012668050889107618, 0.04382628452182049]
  /// Chatterjee's rank correlation.
  static let chatterjee: [Double] = [0.10756942230888944, 0.19203870024187653, -0.1969512309451935]
  /// R2-HSIC, Gaussian kernels with the sample standard deviation as length.
  static let hsic: [Double] = [0.16123713037402998, 0.00723173590421002, 0.028198052270192925]
  /// DGSM: mean squared difference quotients, step 0.001, 64 points.
  static let squaredDerivatives: [Double] = [279.4672957286691, 998.8181020362254, 423.6670128893809]
  /// Morris: mean effect of 20 trajectories on 4 levels.
  static let morrisMean: [Double] = [10.203572552926355, -0.7875000000000026, -3.7492776619998702]
  /// Mean absolute effect.
  static let morrisAbsolute: [Double] = [10.203572552926355, 7.875, 7.498555323999743]
  /// Standard deviation of effects.
  static let morrisDeviation: [Double] = [5.875897271007899, 8.039080122161137, 9.156924534942686]
}

/*
"""Prints SensitivitySALibReference.swift: indices by SALib, NumPy and SciPy on points Swift repeats.

Point j of input i is frac((j + 1) sqrt(p_i)) with p = 2, 3, 5, 7, 11, 13. The outcome is Ishigami's
function with a = 7, b = 0.1 of 2 pi u - pi. Run: python reference.py > SensitivitySALibReference.swift, which ends with this script as a comment.
"""
import warnings
from importlib.metadata import version

import numpy as np
import scipy
from SALib.analyze import delta, dgsm, fast, morris, rbd_fast, sobol
from scipy.stats import ks_2samp, rankdata

warnings.simplefilter("ignore")
PRIMES = [2, 3, 5, 7, 11, 13]
NAMES = ["x0", "x1", "x2"]
PROBLEM = {"num_vars": 3, "names": NAMES, "bounds": [[0, 1]] * 3}


def points(count, columns):
    return np.array([[(j + 1) * np.sqrt(PRIMES[i]) % 1.0 for i in columns] for j in range(count)])


def ishigami(u):
    x = (2 * u - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def table(name, values, comment):
    rows = ", ".join(repr(float(v)) for v in values)
    print(f"  /// {comment}\n  static let {name}: [Double] = [{rows}]")


print("// Made by the script at the end; do not edit.")
print("// swift-format-ignore-file\n")
print(f"/// Indices by SALib {version('SALib')}, NumPy {np.__version__} and SciPy {scipy.__version__}.")
print("enum SensitivitySALibReference {")

n = 256
a, b = points(n, [0, 1, 2]), points(n, [3, 4, 5])
rows = []
for j in range(n):
    rows.append(a[j])
    for i in range(3):
        mixed = a[j].copy()
        mixed[i] = b[j, i]
        rows.append(mixed)
    rows.append(b[j])
y = ishigami(np.array(rows))
s = sobol.analyze(PROBLEM, y, calc_second_order=False, num_resamples=2, seed=1)
table("first", s["S1"], "First order, economical layout, 256 base points.")
table("total", s["ST"], "Total, economical layout, 256 base points.")

u = points(400, [0, 1, 2])
y = ishigami(u)
# SALib's pawn leaves the largest value of a factor out of the last slice; these slices are complete.
slices = np.array([[ks_2samp(y[np.argsort(u[:, i])[c * 50:c * 50 + 50]], y).statistic
                    for c in range(8)] for i in range(3)])
table("pawnMedian", np.median(slices, 1), "PAWN, median over 8 slices, 400 points.")
table("pawnMean", slices.mean(1), "PAWN, mean over 8 slices, 400 points.")
table("pawnMaximum", slices.max(1), "PAWN, maximum over 8 slices, 400 points.")
m = np.linspace(0, 400, 9)
grid = np.linspace(y.min(), y.max(), 100)
table("binned", [delta.sobol_first(y, u[:, i], m) for i in range(3)],
      "First order from 8 classes of equal size, not bias-corrected.")
s = rbd_fast.analyze(PROBLEM, u, y, M=6, num_resamples=2, seed=1)
table("randomBalance", s["S1"], "RBD-FAST, 6 harmonics, bias-corrected.")

count = 257
omega = (count - 1) // 8
curve = []
for i in range(3):
    frequencies = [1 + (k if k < i else k - 1) % (omega // 8) for k in range(3)]
    frequencies[i] = omega
    for j in range(count):
        phase = 2 * np.pi * j / count
        curve.append([0.5 + np.arcsin(np.sin(w * phase + 0.3 * k)) / np.pi
                      for k, w in enumerate(frequencies)])
s = fast.analyze(PROBLEM, ishigami(np.array(curve)), M=4, num_resamples=2, seed=1)
table("fastFirst", s["S1"], "eFAST, 257 points a curve, frequency 32, 4 harmonics, phases 0, 0.3, 0.6.")
table("fastTotal", s["ST"], "The total indices of the same curves.")

z = (u - u.mean(0)) / u.std(0)
w = (y - y.mean()) / y.std()
table("regression", np.linalg.lstsq(z, w, rcond=None)[0], "SRC by least squares.")
rz = np.column_stack([rankdata(u[:, i]) for i in range(3)])
rw = rankdata(y)
z2, w2 = (rz - rz.mean(0)) / rz.std(0), (rw - rw.mean()) / rw.std()
table("rankRegression", np.linalg.lstsq(z2, w2, rcond=None)[0], "SRRC by least squares.")
partial = []
for i in range(3):
    others = np.column_stack([np.ones(400), np.delete(rz, i, 1)])
    ex = rz[:, i] - others @ np.linalg.lstsq(others, rz[:, i], rcond=None)[0]
    ey = rw - others @ np.linalg.lstsq(others, rw, rcond=None)[0]
    partial.append(np.corrcoef(ex, ey)[0, 1])
table("partialRank", partial, "PRCC: correlation of the residuals of ranks.")

chatterjee = []
for i in range(3):
    ranks = rankdata(y[np.argsort(u[:, i])], method="ordinal")
    chatterjee.append(1 - 3 * np.abs(np.diff(ranks)).sum() / (400**2 - 1))
table("chatterjee", chatterjee, "Chatterjee's rank correlation.")
hsic = []
for i in range(3):
    def gram(v):
        d = v[:, None] - v[None, :]
        return np.exp(-0.5 * d**2 / v.var(ddof=1))
    k, l = gram(u[:, i]), gram(y)
    h = np.eye(400) - 1 / 400
    kc, lc = h @ k @ h, h @ l @ h
    hsic.append((kc * lc).sum() / np.sqrt((kc * kc).sum() * (lc * lc).sum()))
table("hsic", hsic, "R2-HSIC, Gaussian kernels with the sample standard deviation as length.")

base, step = points(64, [0, 1, 2]), 1e-3
xs = []
for j in range(64):
    xs.append(base[j])
    for i in range(3):
        moved = base[j].copy()
        moved[i] += step
        xs.append(moved)
xs = np.array(xs)
s = dgsm.analyze(PROBLEM, xs, ishigami(xs), num_resamples=2, seed=1)
table("squaredDerivatives", s["vi"], "DGSM: mean squared difference quotients, step 0.001, 64 points.")

trajectories = []
order = [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]]
for j in range(20):
    point = np.floor(points(j + 1, [0, 1, 2])[j] * 2) / 3
    trajectories.append(point.copy())
    for i in order[j % 4]:
        point[i] += 2 / 3
        trajectories.append(point.copy())
xs = np.array(trajectories)
s = morris.analyze(PROBLEM, xs, ishigami(xs), num_levels=4, num_resamples=2, seed=1)
table("morrisMean", s["mu"], "Morris: mean effect of 20 trajectories on 4 levels.")
table("morrisAbsolute", s["mu_star"], "Mean absolute effect.")
table("morrisDeviation", s["sigma"], "Standard deviation of effects.")
print("}\n\n/*\n" + open(__file__).read() + "*/")
*/
