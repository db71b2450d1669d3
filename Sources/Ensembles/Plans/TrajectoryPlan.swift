import ModelContract

/// One world under one policy whose path through time is wanted.
public struct TrajectorySetting: Sendable {
  /// The world.
  public let world: World
  /// The policy.
  public let policy: Policy
  /// Whole calendar years to report, inside the world's horizon.
  public let years: [Int]
  /// Columns of the model's outcomes to report.
  public let outcomes: [Int]

  /// Describes a setting.
  public init(world: World, policy: Policy, years: [Int], outcomes: [Int]) {
    self.world = world
    self.policy = policy
    self.years = years
    self.outcomes = outcomes
  }
}

/// Paths of a model for factor values that somebody else chose: no design, no luck, no summary.
///
/// Every setting is compiled once. A call evaluates any number of rows of factors in the settings asked for, in
/// blocks on all threads; a row's numbers depend neither on the rows beside it nor on the number of threads.
/// Thread-safe.
public final class TrajectoryRunner: Sendable {
  /// Rows in a block: four lane groups of the kernel. Their outcomes of sixty years stay below a megabyte, and a
  /// block takes milliseconds, so that few rows still keep all threads busy.
  public static let blockSize = 64

  /// The settings.
  public let settings: [TrajectorySetting]
  fileprivate let model: any BatchModel
  fileprivate let compiled: [any CompiledModel]
  fileprivate let yearRows: [[Int]]

  /// Compiles the model in every setting.
  ///
  /// - Throws: ``EnsembleError`` when a setting asks for a year its world does not have; `ModelError` from the
  ///   model.
  public init(model: any BatchModel, settings: [TrajectorySetting]) throws {
    self.model = model
    self.settings = settings
    compiled = try settings.map { try model.compile([$0.policy], in: $0.world) }
    yearRows = try zip(settings, compiled).map { setting, compiled in
      try setting.years.map { year in
        guard let row = compiled.years.firstIndex(of: Double(year)) else {
          throw EnsembleError.invalid(
            "\(setting.world.economy.name) is simulated from \(Int(setting.world.start)) to "
              + "\(Int(setting.world.end)); \(year) lies outside.")
        }
        return row
      }
    }
  }

  /// Writes the factors of rows of a setting: column c of the model at `target + c * stride`, one number a row.
  /// Called from any thread; padding is the runner's affair.
  public typealias Fill =
    @Sendable (
      _ setting: Int, _ rows: Range<Int>, _ stride: Int, _ target: UnsafeMutablePointer<Double>
    ) -> Void

  /// Evaluates rows of factors.
  ///
  /// - Parameters:
  ///   - rows: how many.
  ///   - context: threads and cancellation; a call is too short for progress.
  ///   - settings: which settings to run; all when nil.
  ///   - fill: writes the factors.
  /// - Returns: for each setting, at `(outcome * years + year) * rows + row`, what was asked for; empty for a
  ///   setting that was not run. Numbers that are not finite mean that the model left its domain.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``.
  public func run(
    rows: Int, context: RunContext, settings chosen: [Int]? = nil, fill: @escaping Fill
  ) throws -> [[Double]] {
    precondition(rows >= 0, "\(rows) rows")
    let plan = TrajectoryPlan(
      runner: self, rows: rows, chosen: chosen ?? Array(settings.indices), fill: fill)
    let paths = try Engine.run(plan, context: context.quiet).summary
    return settings.indices.map { setting in
      plan.chosen.contains(setting)
        ? paths.table(
          setting, columns: settings[setting].years.count * settings[setting].outcomes.count,
          rows: rows)
        : []
    }
  }

  /// Makes one number of a row of a setting from its path: year y of outcome o at
  /// `(o * years + y) * stride + position`. Called from any thread.
  public typealias Score =
    @Sendable (_ setting: Int, _ row: Int, _ path: [Double], _ position: Int, _ stride: Int) ->
    Double

  /// Evaluates rows of factors and leaves one number of each, made where the path was made: on all threads, and
  /// without keeping paths.
  ///
  /// - Parameters:
  ///   - rows: how many.
  ///   - context: threads and cancellation.
  ///   - fill: writes the factors.
  ///   - score: makes the number.
  /// - Returns: for each setting one number a row.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``.
  public func scores(
    rows: Int, context: RunContext, fill: @escaping Fill, score: @escaping Score
  ) throws -> [[Double]] {
    precondition(rows >= 0, "\(rows) rows")
    let plan = TrajectoryPlan(
      runner: self, rows: rows, chosen: Array(settings.indices), fill: fill, score: score)
    let scores = try Engine.run(plan, context: context.quiet).summary
    return settings.indices.map { scores.table($0, columns: 1, rows: rows) }
  }
}

/// Rows of factors in several settings, one setting after the other.
struct TrajectoryPlan: BlockPlan {
  let runner: TrajectoryRunner
  let rows: Int
  let chosen: [Int]
  let fill: TrajectoryRunner.Fill
  /// What is kept of a path; all of it when nil.
  var score: TrajectoryRunner.Score?

  private var blocksPerSetting: Int {
    (rows + TrajectoryRunner.blockSize - 1) / TrajectoryRunner.blockSize
  }

  var blockCount: Int { chosen.count * blocksPerSetting }

  func runs(before block: Int) -> Int {
    let (settings, rest) = block.quotientAndRemainder(dividingBy: max(blocksPerSetting, 1))
    return settings * rows + min(rest * TrajectoryRunner.blockSize, rows)
  }

  func makeSummary() -> TrajectoryPaths { TrajectoryPaths() }

  func makeWorker() -> TrajectoryWorker { TrajectoryWorker(runner) }

  func evaluate(_ block: Int, on worker: TrajectoryWorker, into summary: inout TrajectoryPaths) {
    let start = block % blocksPerSetting * TrajectoryRunner.blockSize
    var piece = worker.evaluate(
      chosen[block / blocksPerSetting],
      rows: start..<min(start + TrajectoryRunner.blockSize, rows), fill: fill)
    if let score {
      piece.values = piece.rows.enumerated().map { position, row in
        score(piece.setting, row, piece.values, position, piece.rows.count)
      }
    }
    summary.pieces.append(piece)
  }
}

/// Paths in the order of blocks.
struct TrajectoryPaths: BlockSummary {
  /// Consecutive rows of a setting.
  struct Piece: Sendable, ArchivableElement {
    var setting = 0
    var rows = 0..<0
    /// At `column * rows + row`.
    var values: [Double] = []

    mutating func archive(_ archive: inout ByteArchive) throws {
      try archive.code(&setting)
      try archive.code(&rows)
      try archive.code(&values)
      try archive.require(
        rows.isEmpty ? values.isEmpty : values.count % rows.count == 0,
        "\(values.count) values of \(rows.count) rows")
    }
  }

  var pieces: [Piece] = []

  static var format: String { "trajectories 1" }

  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&pieces)
  }

  mutating func merge(_ later: TrajectoryPaths) { pieces += later.pieces }

  /// All rows of a setting, at `column * rows + row`.
  func table(_ setting: Int, columns: Int, rows: Int) -> [Double] {
    Array(unsafeUninitializedCapacity: columns * rows) { table, count in
      for piece in pieces where piece.setting == setting {
        for column in 0..<columns {
          for (position, row) in piece.rows.enumerated() {
            table.initializeElement(
              at: column * rows + row, to: piece.values[column * piece.rows.count + position])
          }
        }
      }
      count = columns * rows
    }
  }
}

/// One thread's memory for trajectories.
final class TrajectoryWorker: BlockWorker {
  private let runner: TrajectoryRunner
  private let factors: BlockMemory
  private let luck: [UnsafePointer<Double>?]
  private var workspaces: [Int: (workspace: AnyObject, outcomes: BlockOutcomes)] = [:]

  init(_ runner: TrajectoryRunner) {
    self.runner = runner
    factors = BlockMemory(count: runner.model.factors.count * TrajectoryRunner.blockSize)
    luck = runner.model.luck.map { _ in nil }
  }

  func evaluate(
    _ setting: Int, rows: Range<Int>, fill: TrajectoryRunner.Fill
  ) -> TrajectoryPaths.Piece {
    let lanes = TrajectoryRunner.blockSize
    time(\.draws) {
      fill(setting, rows, lanes, factors.base)
      for start in stride(from: 0, to: factors.count, by: lanes) {
        let values = factors.base + start
        for lane in rows.count..<lanes { values[lane] = values[rows.count - 1] }
      }
    }
    let compiled = runner.compiled[setting]
    let outcomeCount = runner.model.outcomes.count
    let (workspace, outcomes) =
      workspaces[setting]
      ?? (
        compiled.makeWorkspace(lanes: lanes),
        BlockOutcomes(
          policyCount: 1, outcomeCount: outcomeCount, lanes: lanes, yearCount: compiled.years.count)
      )
    workspaces[setting] = (workspace, outcomes)
    time(\.model) {
      compiled.run(
        DrawBlock(
          firstFuture: rows.lowerBound, count: rows.count, lanes: lanes,
          factors: UnsafePointer(factors.base), luck: luck), using: workspace, into: outcomes.block)
    }
    guard let yearly = outcomes.block.yearly else { preconditionFailure("a world without years") }
    var values: [Double] = []
    values.reserveCapacity(
      runner.settings[setting].outcomes.count * runner.yearRows[setting].count * rows.count)
    for outcome in runner.settings[setting].outcomes {
      for year in runner.yearRows[setting] {
        values += UnsafeBufferPointer(
          start: yearly + (year * outcomeCount + outcome) * lanes, count: rows.count)
      }
    }
    return TrajectoryPaths.Piece(setting: setting, rows: rows, values: values)
  }
}
