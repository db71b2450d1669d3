import Glibc

/// Points over which the numbers of a discrepancy are summed, with their prior weights.
public struct DiscrepancyGrid: Sendable {
  /// The processes.
  public let processes: [Discrepancy]
  /// Log prior weight of each, up to a constant.
  public let logPriors: [Double]

  /// For rows that bring no discrepancy: twelve sizes by seven persistences.
  ///
  /// Sizes are steps of a quarter from 0.03, below the error of any income series, to 0.35, under
  /// ``DiscrepancyPrior/income``; persistences are the middles of seven equal parts of 0.6 to 0.95.
  public static let rows = DiscrepancyGrid(
    scales: (0..<12).map { 0.03 * pow(1.25, Double($0)) },
    persistences: (0..<7).map { 0.625 + 0.05 * Double($0) }, law: .income)

  /// For the errors of rivals, which may wander off for good: what a year adds, from 0.01 to 0.2 in steps of 35 %, by
  /// persistences up to the random walk. The law is so wide that the errors decide.
  public static let rivals = DiscrepancyGrid(
    scales: (0..<11).map { 0.01 * pow(1.35, Double($0)) },
    persistences: [0.7, 0.85, 0.95, 0.98, 1],
    law: DiscrepancyPrior(.innovation, scale: 0.2, persistence: 0.7...1))

  /// A grid of scales with equal ratios by persistences.
  ///
  /// The weight of a scale is its half-normal density times the width of its step, which grows with it; persistences
  /// weigh alike.
  public init(scales: [Double], persistences: [Double], law: DiscrepancyPrior) {
    var processes: [Discrepancy] = []
    var logPriors: [Double] = []
    for scale in scales {
      for persistence in persistences {
        processes.append(law.process(scale, persistence: persistence))
        logPriors.append(-0.5 * scale * scale / (law.scale * law.scale) + log(scale))
      }
    }
    self.processes = processes
    self.logPriors = logPriors
  }
}
