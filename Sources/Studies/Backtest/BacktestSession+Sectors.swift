import Calibration
import GrowthModels
import Sampling
import Scenarios
import StudyContract

extension BacktestSession {
  /// The table of comparative advantages that was named, or that of the calibration; nil without either.
  static func advantages(
    _ request: BacktestRequest, _ calibration: CalibrationStudy?
  ) throws -> Advantages? {
    if let named = request.sectors {
      return Advantages(table: try AdvantageTable(named), years: nil)
    }
    return try calibration?.sectors.map {
      Advantages(table: try AdvantageTable($0.table), years: Set($0.years))
    }
  }

  /// Observed comparative advantages, and the years of the calibration among which the last is compared; nil for all.
  struct Advantages {
    let table: AdvantageTable
    let years: Set<Int>?
  }

  /// An economy's sectors as they were observed and as they are modelled.
  private struct Seen {
    let economy: String
    let first: (year: Int, advantages: SectorScore.Values)
    let last: (year: Int, advantages: SectorScore.Values)
    let inSample: SectorScore.Values?
    let heldOut: SectorScore.Values?
  }

  /// Orders of sectors of the economies that are shown; nil without a table, or when it has none of them.
  ///
  /// - Parameter heldOut: rows that were fitted without an economy, by its name.
  func sectors(heldOut: [String: JointRows]) throws -> SectorScores? {
    guard let advantages else { return nil }
    let seen = try subjects.filter(\.isScored).compactMap { subject -> Seen? in
      let study = subject.study
      let published = advantages.table.advantages(
        of: study.economy.name, countries: { tables.countries }
      ).filter {
        Double($0.key) >= study.start && Double($0.key) <= study.end
      }
      guard let first = published.min(by: { $0.key < $1.key }),
        let last = published.filter({ advantages.years?.contains($0.key) ?? true })
          .max(by: { $0.key < $1.key }), last.key > first.key
      else { return nil }
      context.announce?("sectors of \(study.economy.name)")
      func capabilities(_ subject: BacktestSubject, isHeldOut: Bool) throws -> SectorScore.Values {
        try subject.capabilities(
          in: last.key, isHeldOut: isHeldOut, model: model, seed: request.seed, context: context)
      }
      let other = try heldOut[study.economy.name].map {
        try BacktestSubject(
          study, rows: $0, series: request.series, isScored: true, tables: tables)
      }
      let unseen = subject.wasFitted ? other : subject
      return Seen(
        economy: study.economy.name, first: (first.key, first.value),
        last: (last.key, AdvantageTable.known(last.value, in: last.key)),
        inSample: subject.wasFitted ? try capabilities(subject, isHeldOut: false) : nil,
        heldOut: try unseen.map { try capabilities($0, isHeldOut: true) })
    }
    let complexity = Dictionary(uniqueKeysWithValues: Sector.all.map { ($0.name, $0.complexity) })
    let inSample = ModelledAdvantage.of(seen.map(\.inSample))
    let unseen = ModelledAdvantage.of(seen.map(\.heldOut))
    let scores = seen.indices.compactMap {
      SectorScore(
        seen[$0].economy, first: seen[$0].first, last: seen[$0].last, complexity: complexity,
        inSample: inSample[$0], heldOut: unseen[$0])
    }
    return scores.isEmpty ? nil : SectorScores(table: advantages.table.path, economies: scores)
  }
}
