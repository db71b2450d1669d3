import Foundation

/// Expected consumption of every mix year by year, and what the mixes cost, in one scenario under one set of beliefs.
///
/// From them the leader follows for any nearer horizon and for any discount rate: with the flows `f_y` of the years,
/// which begin half a year apart of their end as the steps of the model do,
///
///     C(T, r) = sum over y <= T of f_y exp(-(r - rho) t_y),  t_y = y - (1 - step) / 2.
///
/// The discounting inside a year is taken at the middle of its steps, which is off by less than 1e-4 of a flow for
/// rates within a tenth of the study's own.
public struct YearlyPaths: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// Futures over which expectations were taken.
  public let futures: Int
  /// First calendar year.
  public let start: Double
  /// Length of a time step in years.
  public let step: Double
  /// The study's discount rate per year.
  public let discountRate: Double
  /// Names of the mixes.
  public let policies: [String]
  /// By mix and year from the start: expected discounted consumption so far.
  public private(set) var consumption: [[Double]]
  /// By mix: expected discounted fiscal cost up to the end.
  public let costs: [Double]
  /// By mix: expected discounted output up to the end.
  public let output: [Double]

  /// Collects paths.
  public init(
    scenario: String, futures: Int, start: Double, step: Double, discountRate: Double,
    policies: [String], consumption: [[Double]], costs: [Double], output: [Double]
  ) {
    precondition(consumption.count == policies.count && costs.count == policies.count)
    self.scenario = scenario
    self.futures = futures
    self.start = start
    self.step = step
    self.discountRate = discountRate
    self.policies = policies
    self.consumption = consumption
    self.costs = costs
    self.output = output
  }

  /// Years after the start at which the paths end.
  public var years: Int { (consumption.first?.count ?? 1) - 1 }

  /// What a mix costs above another, as a share of the other's output, both discounted; nil where an expectation is
  /// missing.
  public func cost(of policy: String, above baseline: String) -> Double? {
    guard let own = policies.firstIndex(of: policy), let base = policies.firstIndex(of: baseline)
    else { return nil }
    let share = (costs[own] - costs[base]) / output[base]
    return share.isFinite ? share : nil
  }

  /// The paths stretched so that each ends at a given total: a ratio estimate, which brings what few futures show of
  /// the course of a path together with what many show of its end (W. G. Cochran 1977, Sampling techniques, chapter 6).
  public func ending(at totals: [String: Double]) -> YearlyPaths {
    var paths = self
    for (mix, name) in policies.enumerated() {
      guard let total = totals[name], let end = consumption[mix].last, end > 0, total > 0 else {
        continue
      }
      paths.consumption[mix] = consumption[mix].map { $0 * (total / end) }
    }
    return paths
  }

  /// Expected consumption of a mix up to some years after the start, discounted at a rate.
  public func total(_ mix: Int, years: Int? = nil, discountRate rate: Double? = nil) -> Double {
    let path = consumption[mix]
    let last = years ?? self.years
    guard let rate, rate != discountRate else { return path[last] }
    var total = path[0]
    for year in stride(from: 1, through: last, by: 1) {
      let middle = Double(year) - (1 - step) / 2
      total += (path[year] - path[year - 1]) * exp(-(rate - discountRate) * middle)
    }
    return total
  }

  /// The mix with the highest expectation; of equal ones the first.
  public func leader(years: Int? = nil, discountRate rate: Double? = nil) -> Int {
    let totals = policies.indices.map { total($0, years: years, discountRate: rate) }
    return totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
  }

  /// A value of a number of the study at which another mix takes the lead.
  public struct Change: Sendable, Hashable {
    /// The value: a calendar year, or a rate.
    public let value: Double
    /// The mix that leads there.
    public let leader: String

    /// Describes a change.
    public init(value: Double, leader: String) {
      self.value = value
      self.leader = leader
    }
  }

  /// The latest earlier end at which another mix leads; nil when none does.
  public var horizonChange: Change? {
    let now = leader()
    for end in stride(from: years - 1, through: 1, by: -1) {
      let other = leader(years: end)
      if other != now { return Change(value: start + Double(end), leader: policies[other]) }
    }
    return nil
  }

  /// Rates up to which a change is looked for: no public appraisal discounts consumption by more.
  public static let rates = 0.0...0.1
  private static let rateStep = 0.0005

  /// The nearest lower rate at which another mix leads; nil when none does down to 0.
  public var lowerRateChange: Change? { rateChange(towards: Self.rates.lowerBound) }
  /// The nearest higher rate at which another mix leads; nil when none does up to the end of ``rates``.
  public var higherRateChange: Change? { rateChange(towards: Self.rates.upperBound) }

  /// A range of a number of the study in which one mix leads.
  public struct Lead: Sendable, Hashable {
    /// Where it begins.
    public let low: Double
    /// Where it ends.
    public let high: Double
    /// The mix.
    public let leader: String
  }

  /// Which mix leads at which discount rate, over ``rates``; ends are within 1e-7.
  public var leadersByRate: [Lead] {
    let count = Int(((Self.rates.upperBound - Self.rates.lowerBound) / Self.rateStep).rounded())
    let grid = (0...count).map {
      Self.rates.lowerBound
        + (Self.rates.upperBound - Self.rates.lowerBound) * Double($0) / Double(count)
    }
    func border(inside: Double, outside: Double, isSame: (Double) -> Bool) -> Double {
      var (inside, outside) = (inside, outside)
      while abs(outside - inside) > 1e-7 {
        let middle = (outside + inside) / 2
        if isSame(middle) { inside = middle } else { outside = middle }
      }
      return outside
    }
    return leads(grid, leader: { leader(discountRate: $0) }, border: border)
  }

  /// Which mix leads if the years end earlier, from the first year on.
  public var leadersByEnd: [Lead] {
    leads(
      (1...max(years, 1)).map { start + Double($0) },
      leader: { leader(years: Int(($0 - start).rounded())) }, border: { inside, _, _ in inside })
  }

  /// Ranges with the same leader on a grid.
  ///
  /// - Parameter border: where between two neighbours the leader changes, given whether it still is the first one's.
  private func leads(
    _ grid: [Double], leader: @escaping (Double) -> Int,
    border: (Double, Double, @escaping (Double) -> Bool) -> Double
  ) -> [Lead] {
    var result: [Lead] = []
    var (low, current) = (grid[0], leader(grid[0]))
    for (inside, outside) in zip(grid, grid.dropFirst()) {
      let next = leader(outside)
      if next == current { continue }
      let edge = border(inside, outside) { leader($0) == current }
      result.append(Lead(low: low, high: edge, leader: policies[current]))
      (low, current) = (edge, next)
    }
    return result + [Lead(low: low, high: grid[grid.count - 1], leader: policies[current])]
  }

  private func rateChange(towards end: Double) -> Change? {
    let now = leader()
    let count = Int((abs(end - discountRate) / Self.rateStep).rounded(.up))
    var inside = discountRate
    for place in stride(from: 1, through: count, by: 1) {
      let moved = discountRate + (end - discountRate) * Double(place) / Double(count)
      guard leader(discountRate: moved) != now else {
        inside = moved
        continue
      }
      var outside = moved
      while abs(outside - inside) > 1e-7 {
        let middle = (outside + inside) / 2
        if leader(discountRate: middle) == now { inside = middle } else { outside = middle }
      }
      return Change(value: outside, leader: policies[leader(discountRate: outside)])
    }
    return nil
  }
}
