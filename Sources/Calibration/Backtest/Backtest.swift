import Glibc
import ModelContract
import Sampling

/// A model against history under several protocols, beside simple rivals.
///
/// Rivals, discrepancy and parameters learn from the same economies: those the ensemble was fitted to.
public struct Backtest: Sendable {
  /// Log income of every row in the scored years of an economy, under three sets of inputs.
  public struct Paths: Sendable {
    /// Coded levers and the rows as they were fitted: by year, by row.
    public var fitted: [[Double]]
    /// The same with levers, investment and labour kept from the cut-off on; empty when no year follows it.
    public var continued: [[Double]]
    /// Shared factors of the row with conditions of the economy drawn afresh and levers shifted within their
    /// intervals: what is known of an economy before its path is seen.
    public var fresh: [[Double]]

    /// Collects paths.
    public init(fitted: [[Double]], continued: [[Double]], fresh: [[Double]]) {
      self.fitted = fitted
      self.continued = continued
      self.fresh = fresh
    }
  }

  /// What a fit to fewer data says of an economy.
  public struct Refit: Sendable {
    /// Its paths, under the rows of that fit.
    public let paths: Paths
    /// The discrepancy of each of these rows.
    public let discrepancies: [Discrepancy]

    /// Collects what a fit says.
    public init(paths: Paths, discrepancies: [Discrepancy]) {
      self.paths = paths
      self.discrepancies = discrepancies
    }

    /// Means over rows.
    var meanDiscrepancy: Discrepancy {
      Discrepancy.mean(discrepancies, weights: discrepancies.map { _ in 1 })
    }
  }

  /// An economy with the model's paths.
  public struct Subject: Sendable {
    /// What was observed.
    public let economy: BacktestEconomy
    /// What the model says.
    public let paths: Paths
    /// Whether the rows were fitted to this economy.
    public let wasFitted: Bool
    /// Whether it is scored; others only teach rivals and discrepancy.
    public let isScored: Bool
    /// Log income by year on Solow's path under given conditions, up to a constant; nil where it cannot be made.
    public var solow: (@Sendable (Rivals.Conditions) -> [Int: Double]?)?
    /// A fit to the years up to the cut-off, of all economies; nil without one.
    public var toCutoff: Refit?
    /// A fit to all other economies, or to all outside its fold; nil without one.
    public var withoutIt: Refit?
    /// The fold that ``withoutIt`` was fitted without; nil when that is the economy alone.
    public var fold: String?

    /// Puts an economy beside its paths.
    public init(
      economy: BacktestEconomy, paths: Paths, wasFitted: Bool, isScored: Bool = true
    ) {
      self.economy = economy
      self.paths = paths
      self.wasFitted = wasFitted
      self.isScored = isScored
    }
  }

  /// Last year before the forecasts of the protocols in time. 1995 leaves five target years, and six of seven
  /// economies at least five before it.
  public static let cutoff = 1995
  /// Draws of the discrepancy for each economy, at least: the 5 % quantile of 2048 draws has a standard error of
  /// half a percent in probability.
  static let drawCount = 2048
  /// Rows in effect below which importance weights are given up.
  static let leastEffectiveRows = 20.0
  /// Years of an economy's own past that make its trend.
  static let trendYears = 20

  /// The economies.
  public let subjects: [Subject]
  /// Seed of the discrepancies.
  public let seed: UInt64
  /// The last year the rows were fitted to. Up to the cut-off, forecasts in time are held out as they stand, and
  /// the other protocols, which need rows that were fitted to all years, do not apply.
  public let fittedTo: Int
  let likelihoods: RowLikelihoods
  /// By subject, what its rivals are made from.
  let inputs: [RivalInputs]
  /// Position in the likelihoods of each subject that was fitted.
  private let fittedPosition: [Int?]

  /// Evaluates the likelihoods. Cost: a second for 300 rows of seven economies that bring no discrepancy.
  ///
  /// - Parameter discrepancies: what each row was fitted with, if rows say so.
  public init(
    _ subjects: [Subject], seed: UInt64, fittedTo: Int = .max,
    discrepancies: [Discrepancy]? = nil
  ) {
    self.subjects = subjects
    self.seed = seed
    self.fittedTo = fittedTo
    let fitted = subjects.indices.filter { subjects[$0].wasFitted }
    likelihoods = RowLikelihoods(
      economies: fitted.map { subjects[$0].economy },
      paths: fitted.map { subjects[$0].paths.fitted }, cutoff: Self.cutoff, own: discrepancies)
    fittedPosition = subjects.indices.map { fitted.firstIndex(of: $0) }
    inputs = subjects.map(RivalInputs.init)
  }

  /// Runs a protocol; nil when there is no economy it applies to.
  ///
  /// - Parameter usingRefits: whether fits to fewer data are used where subjects bring them. Without them rows are freed
  ///   from what they are scored on by importance weights.
  /// - Throws: `NumericError` when too few economies are there to fit the rivals.
  public func run(
    _ kind: ProtocolResult.Kind, usingRefits: Bool = true
  ) throws -> ProtocolResult? {
    let chosen = subjects.indices.filter { index in
      let subject = subjects[index]
      switch kind {
      case .inSample: return subject.isScored && subject.wasFitted
      case .heldOutInTimeConditional, .heldOutInTimeUnconditional:
        return subject.isScored && subject.economy.log(in: Self.cutoff) != nil
          && subject.economy.years.contains { $0 > Self.cutoff }
      case .heldOutInSpace: return subject.isScored
      }
    }
    guard !chosen.isEmpty, likelihoods.rowCount > 0 else { return nil }
    let isCutOff = fittedTo <= Self.cutoff
    if isCutOff && (kind == .inSample || kind == .heldOutInSpace) { return nil }
    var notFreed: [String] = []
    var scores: [EconomyScore] = []
    // Outside the protocol in space all economies have the same rivals.
    var common: FittedRivals?
    func rivals() throws -> FittedRivals {
      if let common { return common }
      let made = try FittedRivals(self, kind, without: [])
      common = made
      return made
    }
    // In space, economies of one fold have the same ones.
    var byFold: [String: FittedRivals] = [:]
    func spaceRivals(_ index: Int, isRefit: Bool) throws -> FittedRivals {
      guard isRefit, let fold = subjects[index].fold else {
        return try FittedRivals(self, kind, without: [index])
      }
      if let made = byFold[fold] { return made }
      let made = try FittedRivals(
        self, kind, without: subjects.indices.filter { subjects[$0].fold == fold })
      byFold[fold] = made
      return made
    }
    func refit(_ index: Int) -> Refit? {
      guard usingRefits else { return nil }
      switch kind {
      case .inSample: return nil
      case .heldOutInTimeConditional, .heldOutInTimeUnconditional:
        return subjects[index].toCutoff
      case .heldOutInSpace: return subjects[index].withoutIt
      }
    }
    let refits = chosen.compactMap(refit)
    var timeWeights: ImportanceWeights?
    if kind != .inSample && kind != .heldOutInSpace && refits.count < chosen.count {
      let later = zip(likelihoods.logLikelihoods(.all), likelihoods.logLikelihoods(.early))
      timeWeights = ImportanceWeights(takingOut: later.map { $0 - $1 })
      if isCutOff {
        timeWeights = ImportanceWeights(equal: likelihoods.rowCount)
      } else if !Self.isUsable(timeWeights!) {
        timeWeights = ImportanceWeights(equal: likelihoods.rowCount)
        notFreed = chosen.filter { refit($0) == nil }.map { subjects[$0].economy.name }
      }
    }
    for index in chosen {
      let subject = subjects[index]
      let refit = refit(index)
      let own = refit?.paths ?? subject.paths
      let equal = ImportanceWeights(equal: refit?.discrepancies.count ?? likelihoods.rowCount)
      func processes(_ data: RowLikelihoods.Data) -> [Discrepancy] {
        refit?.discrepancies ?? likelihoods.discrepancies(data, stream: stream(subject))
      }
      switch kind {
      case .inSample:
        scores.append(
          try score(
            index, fitted: own.fitted, paths: own.fitted, processes: processes(.all),
            weights: equal, rivals: try rivals(), origin: start(subject), kind: kind))
      case .heldOutInTimeConditional, .heldOutInTimeUnconditional:
        let origin = ForecastOrigin(
          year: Self.cutoff, log: subject.economy.log(in: Self.cutoff)!,
          targets: subject.economy.years.filter { $0 > Self.cutoff })
        let paths = kind == .heldOutInTimeConditional ? own.fitted : own.continued
        scores.append(
          try score(
            index, fitted: own.fitted, paths: paths, processes: processes(.early),
            weights: refit == nil ? timeWeights! : equal, rivals: try rivals(), origin: origin,
            kind: kind))
      case .heldOutInSpace:
        var weights = equal
        var data = RowLikelihoods.Data.all
        if refit == nil, let position = fittedPosition[index] {
          data = .without(position)
          let all = zip(likelihoods.logLikelihoods(.all), likelihoods.logLikelihoods(data))
          let tried = ImportanceWeights(takingOut: all.map { $0 - $1 })
          if Self.isUsable(tried) {
            weights = tried
          } else {
            notFreed.append(subject.economy.name)
          }
        }
        scores.append(
          try score(
            index, fitted: own.fitted, paths: own.fresh, processes: processes(data),
            weights: weights, rivals: try spaceRivals(index, isRefit: refit != nil),
            origin: start(subject), kind: kind))
      }
    }
    let data: RowLikelihoods.Data =
      kind == .heldOutInTimeConditional || kind == .heldOutInTimeUnconditional ? .early : .all
    // Fits to fewer data count alike; economies without one were scored with the rows of all.
    var discrepancy = likelihoods.meanDiscrepancy(
      data, weights: ImportanceWeights(equal: likelihoods.rowCount).weights)
    if !refits.isEmpty {
      let means = refits.map(\.meanDiscrepancy)
      discrepancy = Discrepancy.mean(means, weights: means.map { _ in 1 })
    }
    return ProtocolResult(
      kind: kind, economies: scores, notFreed: notFreed, discrepancy: discrepancy,
      folds: Set(chosen.filter { refit($0) != nil }.compactMap { subjects[$0].fold }).count,
      seed: seed)
  }

  static func isUsable(_ weights: ImportanceWeights) -> Bool {
    weights.effectiveSize >= leastEffectiveRows
      && (weights.shape ?? 0) <= ImportanceWeights.trustedShape
  }

  private func stream(_ subject: Subject) -> CounterStream {
    CounterStream(name: "backtest.\(subject.economy.name)", seed: seed)
  }

  func start(_ subject: Subject) -> ForecastOrigin {
    ForecastOrigin(
      year: subject.economy.start, log: subject.economy.startLog, targets: subject.economy.years)
  }

  private func score(
    _ index: Int, fitted: [[Double]], paths: [[Double]], processes: [Discrepancy],
    weights: ImportanceWeights, rivals: FittedRivals, origin: ForecastOrigin,
    kind: ProtocolResult.Kind
  ) throws -> EconomyScore {
    let subject = subjects[index]
    let economy = subject.economy
    let positions = origin.targets.map { economy.years.firstIndex(of: $0)! }
    let stream = stream(subject)
    let count = processes.count
    let copies = (Self.drawCount + count - 1) / count
    // The state of each row's discrepancy at the origin, from what was observed up to it.
    let seen = origin.year == economy.start ? [] : economy.observed(to: origin.year)
    let states = (0..<count).map { row in
      processes[row].filter(
        years: seen.map { Double($0.year) },
        residuals: seen.indices.map { seen[$0].log - fitted[$0][row] },
        start: Double(economy.start))
    }
    var points = [[Double]](repeating: [], count: positions.count)
    var draws = [[Double]](repeating: [], count: positions.count)
    var pointWeights: [Double] = []
    var drawWeights: [Double] = []
    var normals = [Double](repeating: 0, count: positions.count + 1)
    for row in 0..<count {
      let model = positions.map { paths[$0][row] }
      guard model.allSatisfy(\.isFinite), states[row].mean.isFinite else { continue }
      pointWeights.append(weights.weights[row])
      for (index, year) in origin.targets.enumerated() {
        points[index].append(
          model[index] + processes[row].forecast(from: states[row], to: Double(year)).mean)
      }
      for copy in 0..<copies {
        drawWeights.append(weights.weights[row])
        stream.normals(row, copy, 1, count: normals.count, into: &normals)
        var state = states[row]
        for (index, year) in origin.targets.enumerated() {
          let (mean, variance) = processes[row].forecast(from: state, to: Double(year))
          state.mean = mean + variance.squareRoot() * normals[index]
          state.variance = 0
          state.year = Double(year)
          let hours = economy.labourDrift * Double(year - origin.year) * normals[positions.count]
          draws[index].append(model[index] + state.mean + hours)
        }
      }
    }
    let forecast = points.map { WeightedSample($0, weights: pointWeights).median }
    return EconomyScore(
      economy, origin: origin, forecast: forecast,
      draws: draws.map { WeightedSample($0, weights: drawWeights) },
      others: rivals.forecasts(index, from: origin, kind, model: forecast),
      effectiveSize: weights.effectiveSize, shape: weights.shape)
  }
}

extension Path {
  /// The path up to a year, constant from then on: how history is continued when the future may not be known.
  public func kept(after year: Double) -> Path {
    guard breakpoints.contains(where: { $0.year > year }) else { return self }
    return Path(
      breakpoints.filter { $0.year < year }
        + [Breakpoint(year: year, value: value(at: year))])
  }
}
