// Made by the script at the end; do not edit.
// swift-format-ignore-file

/// Indices by OpenTURNS 1.27.post1 and NumPy 2.4.6.
enum SensitivityOpenTURNSReference {
  /// First-order partial variance of Mauntz and Kucherenko (Saltelli 2010), 256 base points.
  static let firstVariance: [Double] = [3.4698753256266297, 6.91651153736997, -0.39454373952988137]
  /// Total partial variance of Jansen, 256 base points.
  static let totalVariance: [Double] = [5.6503972859144245, 6.148602605854242, 3.3900032837654797]
  /// SRC, 400 points.
  static let regression: [Double] = [0.4373017442327998, 0.006635597898642482, -0.004155347473229402]
  /// SRRC, 400 points.
  static let rankRegression: [Double] = [0.435436829565211, 0.011408724971670574, 0.03950590317082251]
  /// PRCC, 400 points.
  static let partialRank: [Double] = [0.43538950960266387, 0.012668050889107616, 0.043826284521820566]
  /// R2-HSIC, V statistic, lengths the sample standard deviations.
  static let hsic: [Double] = [0.16123713037405193, 0.007231735904235796, 0.028198052270218026]
}

/*
"""Prints SensitivityOpenTURNSReference.swift: indices by OpenTURNS on points that Swift repeats.

Points and outcome are those of SensitivitySALibReference.swift. Run: python reference.py >
SensitivityOpenTURNSReference.swift, which ends with this script as a comment.
"""
import numpy as np
import openturns as ot

ot.Log.Show(ot.Log.NONE)
PRIMES = [2, 3, 5, 7, 11, 13]


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
print(f"/// Indices by OpenTURNS {ot.__version__} and NumPy {np.__version__}.")
print("enum SensitivityOpenTURNSReference {")
n = 256
a, b = points(n, [0, 1, 2]), points(n, [3, 4, 5])
blocks = [a, b]
for i in range(3):
    mixed = a.copy()
    mixed[:, i] = b[:, i]
    blocks.append(mixed)
x = np.vstack(blocks)
y = ishigami(x)
variance = y[:n].var(ddof=1)
# OpenTURNS divides by the variance of the first sample alone, and sums by n - 1 or 2 n - 1; the partial
# variances with sums divided by n are what the estimators share.
mauntz = ot.MauntzKucherenkoSensitivityAlgorithm(ot.Sample(x), ot.Sample(y[:, None]), n)
table("firstVariance", np.array(mauntz.getFirstOrderIndices()) * variance * (n - 1) / n,
      "First-order partial variance of Mauntz and Kucherenko (Saltelli 2010), 256 base points.")
jansen = ot.JansenSensitivityAlgorithm(ot.Sample(x), ot.Sample(y[:, None]), n)
table("totalVariance", np.array(jansen.getTotalOrderIndices()) * variance * (2 * n - 1) / (2 * n),
      "Total partial variance of Jansen, 256 base points.")
u = points(400, [0, 1, 2])
y = ishigami(u)
correlation = ot.CorrelationAnalysis(ot.Sample(u), ot.Sample(y[:, None]))
table("regression", correlation.computeSRC(), "SRC, 400 points.")
table("rankRegression", correlation.computeSRRC(), "SRRC, 400 points.")
table("partialRank", correlation.computePRCC(), "PRCC, 400 points.")
kernels = [ot.SquaredExponential([np.std(c, ddof=1)], [1.0]) for c in [*u.T, y]]
hsic = ot.HSICEstimatorGlobalSensitivity(
    kernels, ot.Sample(u), ot.Sample(y[:, None]), ot.HSICVStat())
table("hsic", hsic.getR2HSICIndices(), "R2-HSIC, V statistic, lengths the sample standard deviations.")
print("}\n\n/*\n" + open(__file__).read() + "*/")
*/
