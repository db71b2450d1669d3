import Analysis
import ArgumentParser
import Foundation
import Reporting
import Sampling
import Scenarios
import StudyContract

/// `latecomer design`: rows of factors to run a model of the user's own on.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Writes the runs that a sensitivity analysis of your own model needs.",
    discussion: """
      Example:
        latecomer design factors.yaml --method sobol --runs 2000 --out design.csv
        (run your model on every row and add its outcome as column y)
        latecomer sensitivity design.csv --design sobol --inputs x0,k --output y

      factors.yaml has a section factors, as a study has:
        factors:
          x0: {distribution: uniform, low: 0, high: 1}
          k: {distribution: lognormal, median: 2, sigma: 0.5}

      design.csv has a header of factor names and one row a run. Methods: random, latin and sobol-points are \
      analysed with any given-data method. sobol is a pick-freeze design for first-order, total and \
      second-order indices: with k factors, 2 k + 2 rows for every base point (all from sample A; each factor \
      in turn from B; each factor in turn from A, the others from B; all from B). Keep its rows in order and \
      whole: the analysis checks them. morris screens factors by \
      walks of k + 1 rows on four levels; shapley exchanges one factor after the other of two independent \
      draws, k + 1 rows a walk; dgsm takes a small step in every factor, k + 1 rows a base point; fast writes \
      search curves for Fourier analysis. It never writes more rows than --runs asks for.
      """)

  /// Kinds of design.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case sobol, morris, dgsm, shapley, fast, random, latin
    case sobolPoints = "sobol-points"
  }

  @Argument(help: "A YAML file with a section factors.", completion: .file(extensions: ["yaml"]))
  var factors: String

  @Option(
    help:
      "sobol (pick-freeze), morris, dgsm, shapley, fast (eFAST), random, latin, or sobol-points (plain scrambled points)."
  )
  var method: Method

  @Option(help: "The most runs that may be written.")
  var runs: Int

  @Option(help: "The seed of the design.")
  var seed: UInt64 = 1

  @Flag(help: "For method sobol: k + 2 rows a base point, without second-order indices.")
  var economical = false

  @Option(help: "The CSV file to write.", completion: .file(extensions: ["csv"]))
  var out: String

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs must be at least 1, not \(runs).") }
    if runs > Design.futureLimit {
      throw ValidationError("--runs must be at most \(Design.futureLimit), not \(runs).")
    }
    if economical && method != .sobol {
      throw ValidationError("--economical belongs to --method sobol.")
    }
  }

  func run() throws {
    let factors = try FactorsFile.read(factors).factors
    let rows =
      switch method {
      case .sobol: try pickFreeze(factors)
      case .morris: try walks(factors)
      case .dgsm: try steps(factors)
      case .shapley: try exchanges(factors)
      case .fast: try curves(factors)
      case .random, .latin, .sobolPoints: try points(factors)
      }
    if FileManager.default.fileExists(atPath: out, isDirectory: nil), isFolder(out) {
      throw CreationError("\(out) is a folder; name a file for --out.")
    }
    let file = try create()
    var header = CSVRows()
    header.appendRow(factors.map(\.name))
    try file.write(header)
    // Some thousand rows at a time, so that memory does not grow with runs.
    var next = 0
    while next < rows.count {
      let end = min(next + rows.step, rows.count)
      try file.write(rows.make(next..<end))
      next = end
    }
    try file.close()
    Terminal.note("\(out): \(rows.count) \(rows.unit) of \(factors.count) factors. \(rows.advice)")
  }

  /// Rows in portions.
  struct Portions {
    /// Rows, or base points, in all.
    let count: Int
    /// How many are made at a time.
    let step: Int
    let unit: String
    let advice: String
    let make: (Range<Int>) -> CSVRows
  }

  private func points(_ factors: [FactorsFile.Entry]) throws -> Portions {
    var specification = DesignSpecification(kind: .random, futures: runs, seed: seed)
    switch method {
    case .latin:
      // One hypercube of all runs spreads each factor best; several where one cannot hold them.
      let cubes = (runs + 4095) / 4096
      specification.kind = .latin
      specification.cubeSize = max(runs / cubes, 2)
      specification.futures = specification.cubeSize * cubes
    case .sobolPoints:
      specification.kind = .sobol
      specification.replicates = 1
      specification.futures = PickFreezeTable.powerOfTwo(atMost: runs)
    case .random, .sobol, .morris, .dgsm, .shapley, .fast: break
    }
    let design = try Design(specification)
    guard design.futures <= runs else {
      throw ValidationError("A latin design needs at least 2 runs.")
    }
    let draws = try source(design, factors, .a, spread: 1)
    return Portions(
      count: design.futures, step: 4096, unit: "runs",
      advice: "Add the outcome as a column, then: latecomer sensitivity \(out) --output NAME"
    ) { futures in
      let columns = Self.columns(draws, factors.count, futures)
      var rows = CSVRows()
      for row in 0..<futures.count {
        for column in columns { rows.append(column[row]) }
        rows.endRow()
      }
      return rows
    }
  }

  /// Walks of a Morris design on four levels, the most distant of ten times as many while that is quick.
  private func walks(_ factors: [FactorsFile.Entry]) throws -> Portions {
    let length = factors.count + 1
    guard runs >= 2 * length else {
      throw ValidationError(
        "A morris design of \(factors.count) factors needs at least \(2 * length) runs; --runs is "
          + "\(runs).")
    }
    let count = runs / length
    let trajectories = try MorrisTrajectories(
      factorCount: factors.count, count: count, candidates: count <= 30 ? 10 * count : nil,
      seed: seed)
    return Portions(
      count: count, step: 64, unit: "walks",
      advice:
        "That is \(count * length) runs, \(length) a walk. Add the outcome as column y, then: "
        + "latecomer sensitivity \(out) --design morris --output y"
    ) { walks in
      var rows = CSVRows()
      for walk in walks {
        for point in trajectories.points[walk] {
          for (level, factor) in zip(point, factors) {
            rows.append(MovedFactor.value(factor.distribution, level: level))
          }
          rows.endRow()
        }
      }
      return rows
    }
  }

  private func pickFreeze(_ factors: [FactorsFile.Entry]) throws -> Portions {
    let layout = economical ? PickFreezeDesign.Layout.economical : .symmetric
    let rowCount = PickFreezeTable.rowCount(factors: factors.count, layout: layout)
    // Two base points are the fewest with an error, and the analysis takes no fewer.
    guard runs >= 2 * rowCount else {
      throw ValidationError(
        "A sobol design of \(factors.count) factors needs at least \(2 * rowCount) runs, and 16 times "
          + "\(rowCount) to say much; --runs is \(runs).")
    }
    let points = PickFreezeTable.basePoints(atMost: runs / rowCount)
    guard let parts = PickFreezeTable.replicates(basePoints: points) else {
      preconditionFailure("\(points) base points")
    }
    let base = try Design(
      .init(kind: .sobol, futures: points, seed: seed, replicates: parts.replicates))
    let design = try PickFreezeDesign(
      base: base, groups: factors.enumerated().map { .init(name: $1.name, columns: [$0]) },
      columnCount: factors.count, layout: layout, dimensionOffset: 1)
    let a = try source(base, factors, .a, spread: 2)
    let b = try source(base, factors, .b, spread: 2)
    let names = factors.map(\.name).joined(separator: ",")
    let advice =
      "That is \(points * rowCount) runs, \(rowCount) a base point. Add the outcome as column y, then: "
      + "latecomer sensitivity \(out) --design sobol --inputs \(names) --output y"
    return Portions(
      count: points, step: max(4096 / rowCount, 1), unit: "base points", advice: advice
    ) { futures in
      let sides = [a, b].map { Self.columns($0, factors.count, futures) }
      var rows = CSVRows()
      for point in 0..<futures.count {
        for position in 0..<rowCount {
          let row = design.row(at: position)
          for column in factors.indices {
            rows.append(sides[design.side(ofColumn: column, in: row) == .a ? 0 : 1][column][point])
          }
          rows.endRow()
        }
      }
      return rows
    }
  }

  /// The draws of one side; a pick-freeze design gives factor i the Sobol' dimensions 2 i and 2 i + 1, which
  /// keeps both low and leaves them alone when a factor is added at the end.
  func source(
    _ design: Design, _ factors: [FactorsFile.Entry], _ side: PickFreezeSide, spread: Int
  ) throws -> DrawSource {
    let columns = factors.map { factor in
      ColumnSource.marginal(
        side.key(
          StreamKey(name: factor.name, dimension: spread * factor.dimension), dimensionOffset: 1),
        factor.distribution)
    }
    return try DrawSource(
      design: design, columns: columns, copula: nil, joint: nil)
  }

  static func columns(
    _ source: DrawSource, _ count: Int, _ futures: Range<Int>
  ) -> [[Double]] {
    var values = [Double](repeating: 0, count: count * futures.count)
    values.withUnsafeMutableBufferPointer {
      source.fill(futures: futures, lanes: futures.count, into: $0.baseAddress!)
    }
    return (0..<count).map {
      Array(values[$0 * futures.count..<($0 + 1) * futures.count])
    }
  }

  private func create() throws -> OutputFile {
    do {
      return try OutputFile(path: out)
    } catch {
      throw CreationError(error.description)
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
