/// What came of a mix that may switch to a second plan: when it does, whether it should have, and what waiting costs.
///
/// The mix is held against companions on the same futures: its first plan throughout, its second plan from the start, and a
/// switch in the last year in which it looks, whatever it sees. Gains are in the unit of the outcome, with the sign by which
/// more is better. The value of waiting for what is not known yet is that of an option; A. K. Dixit and R. S. Pindyck 1994,
/// Investment under Uncertainty, Princeton University Press.
public struct Switching: Sendable {
  /// Futures in which every companion succeeded.
  public let futures: Int
  /// Futures that are left out because a run failed.
  public let failed: Int
  /// Share of futures in which the mix switches.
  public let switches: Estimate
  /// Years of the switch, the 10th, 50th and 90th of a hundred; empty where it never switches.
  public let years: [Double]
  /// Mean gain of switching over staying on the first plan, where it switches; nil where it never does.
  public let gain: Estimate?
  /// Share of the futures with a switch in which staying would have been better; nil without any.
  public let falseAlarms: Estimate?
  /// Share of the futures without a switch in which one in the last year of looking would have been better; nil without any.
  public let missed: Estimate?
  /// Gain of the second plan from the start over the mix: what waiting costs, or saves where it is negative.
  public let atOnce: Estimate
  /// Gain of the first plan throughout over the mix.
  public let firstPlan: Estimate

  /// One number a future of the mix and its companions.
  public struct Columns: Sendable {
    /// The outcome of the mix.
    public var adaptive: [Double]
    /// Years for which it was on its second plan; 0 where it never switched.
    public var switchedYears: [Double]
    /// The outcome on its first plan throughout.
    public var firstPlan: [Double]
    /// The outcome on its second plan from the start.
    public var atOnce: [Double]
    /// The outcome when it switches in the last year of looking, whatever it sees.
    public var inAnyCase: [Double]

    /// Collects columns, of futures in the same order.
    public init(
      adaptive: [Double], switchedYears: [Double], firstPlan: [Double], atOnce: [Double],
      inAnyCase: [Double]
    ) {
      self.adaptive = adaptive
      self.switchedYears = switchedYears
      self.firstPlan = firstPlan
      self.atOnce = atOnce
      self.inAnyCase = inAnyCase
    }

    /// By future whether every number is one.
    public var isComplete: [Bool] {
      adaptive.indices.map { future in
        [adaptive, switchedYears, firstPlan, atOnce, inAnyCase].allSatisfy { $0[future].isFinite }
      }
    }
  }

  /// Reads columns; nil where no future is complete.
  ///
  /// - Parameters:
  ///   - futures: the complete futures of the columns.
  ///   - isMinimized: whether less of the outcome is better.
  ///   - end: last year of the run.
  ///   - isIndependent: whether futures are independent of each other, not only groups of them.
  public init?(
    _ columns: Columns, futures: PairedFutures, isMinimized: Bool, end: Double, isIndependent: Bool
  ) {
    let sign: Double = isMinimized ? -1 : 1
    let scale = futures.magnitude(of: columns.adaptive)
    func gains(_ one: [Double], over other: [Double]) -> [Double] {
      zip(one, other).map { sign * ($0 - $1) }
    }
    func share(_ marks: [Bool], of futures: PairedFutures) -> Estimate? {
      futures.probability(of: marks.map { $0 ? 1 : 0 }, isIndependent: isIndependent)
    }
    let hasSwitched = columns.switchedYears.map { $0 > 0 }
    let switched = futures.limited(to: hasSwitched)
    let stayed = futures.limited(to: hasSwitched.map { !$0 })
    let gained = gains(columns.adaptive, over: columns.firstPlan)
    let wouldGain = gains(columns.inAnyCase, over: columns.adaptive)
    guard let switches = share(hasSwitched, of: futures),
      let atOnce = futures.estimate(
        of: gains(columns.atOnce, over: columns.adaptive), magnitude: scale),
      let firstPlan = futures.estimate(
        of: gains(columns.firstPlan, over: columns.adaptive), magnitude: scale)
    else { return nil }
    self.futures = futures.count
    failed = futures.isComplete.count - futures.count
    self.switches = switches
    self.atOnce = atOnce
    self.firstPlan = firstPlan
    let years = columns.switchedYears.indices.filter { switched.isComplete[$0] }
      .map { end - columns.switchedYears[$0] }.sorted()
    self.years = years.isEmpty ? [] : [0.1, 0.5, 0.9].map { Self.quantile($0, of: years) }
    gain = switched.count == 0 ? nil : switched.estimate(of: gained, magnitude: scale)
    falseAlarms = switched.count == 0 ? nil : share(gained.map { $0 < 0 }, of: switched)
    missed = stayed.count == 0 ? nil : share(wouldGain.map { $0 > 0 }, of: stayed)
  }

  /// The smallest of sorted numbers that at least a share of them does not exceed.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    sorted[max(Int((share * Double(sorted.count)).rounded(.up)) - 1, 0)]
  }
}
