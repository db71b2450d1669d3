import Foundation
import GrowthModels
import ModelContract
import TestSupport
import Testing

/// The model card lists exactly what the model has, with the same numbers and words.
@Suite struct ModelCardTests {
  /// Rows of every table whose header has the given column second, as cells.
  static func rows(_ column: String, at position: Int = 1) throws -> [[String]] {
    let file = repository.appendingPathComponent("Models/model-card.md")
    var found: [[String]] = []
    var isInside = false
    for line in try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      guard line.hasPrefix("|") else {
        isInside = false
        continue
      }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if isInside {
        if !cells.allSatisfy({ $0 == "---" }) { found.append(cells) }
      } else if position < cells.count, cells[position] == column {
        isInside = true
      } else {
        isInside = cells.allSatisfy { $0 == "---" } && isInside
      }
    }
    return found
  }

  /// Ranges of the priors of the third version, by factor.
  static let ranges: [String: [Double]] = {
    let file = repository.appendingPathComponent("Models/priors/third-version.yaml")
    var found: [String: [Double]] = [:]
    for line in (try! String(contentsOf: file, encoding: .utf8)).split(separator: "\n") {
      if let match = line.firstMatch(
        of: /^  (\w+): {distribution: beta, low: ([0-9.]+), high: ([0-9.]+),/)
      {
        found[String(match.1)] = [Double(match.2)!, Double(match.3)!]
      }
    }
    return found
  }()

  /// The prior that the card must state: the range of the priors' file for parameters, one law for
  /// each of the other families.
  static func prior(_ factor: Factor) -> (law: String, range: [Double]) {
    if GrowthFactors.parameters.contains(factor), let range = ranges[factor.name] {
      return ("beta(2, 2) on", range)
    }
    if factor.name.hasSuffix("_cost") {
      return ("lognormal, median 1, log standard deviation", [0.3])
    }
    if factor.name.hasSuffix("_implementation") {
      return ("lognormal, median 1, log standard deviation", [0.15])
    }
    if factor.name == "initial_proximity_multiplier" { return ("beta(2, 2) on", [0.5, 1.6]) }
    return ("fixed by the economy", [])
  }

  @Test("factors, in order, with unit, default, prior, dimension, meaning and source")
  func factors() throws {
    let rows = try Self.rows("factor")
    #expect(rows.map { $0[1] } == GrowthFactors.all.map(\.name))
    for (cells, factor) in zip(rows, GrowthFactors.all) {
      #expect(cells.count == 8, "\(factor.name)")
      guard cells.count == 8 else { continue }
      #expect(cells[2] == factor.unit.rawValue, "\(factor.name)")
      #expect(Double(cells[3]) == factor.defaultValue, "\(factor.name)")
      let prior = Self.prior(factor)
      #expect(cells[4].hasPrefix(prior.law), "\(factor.name)")
      let range = cells[4].dropFirst(prior.law.count).split(separator: " ").compactMap {
        Double($0)
      }
      #expect(range == prior.range, "\(factor.name)")
      #expect(range.allSatisfy { factor.admissible.contains($0) }, "\(factor.name)")
      #expect(Int(cells[5]) == factor.dimension, "\(factor.name)")
      #expect(cells[6] == factor.meaning, "\(factor.name)")
      #expect(cells[7] == factor.source, "\(factor.name)")
    }
  }

  @Test("dimensions belong to one factor or number of luck each") func dimensions() {
    var owned = GrowthFactors.all.map(\.dimension)
    for stream in GrowthOutcomes.luck {
      if case .once(let first) = stream.timing { owned += first..<(first + stream.width) }
    }
    #expect(Set(owned).count == owned.count)
  }

  @Test("levers and traits, in order, with their numbers") func levers() throws {
    let rows = try Self.rows("lever")
    #expect(rows.map { $0[1] } == GrowthLevers.all.map(\.name))
    for (cells, lever) in zip(rows, GrowthLevers.all) {
      #expect(cells[2] == lever.unit.rawValue, "\(lever.name)")
      #expect(
        cells[3].split(separator: " ").compactMap { Double($0) }
          == [lever.admissible.lowerBound, lever.admissible.upperBound], "\(lever.name)")
      #expect(Double(cells[4]) == lever.cost, "\(lever.name)")
      #expect(cells[5] == lever.meaning, "\(lever.name)")
    }
    let traits = try Self.rows("trait")
    #expect(traits.map { $0[1] } == GrowthLevers.traits.map(\.name))
    for (cells, trait) in zip(traits, GrowthLevers.traits) {
      #expect(
        cells[2].split(separator: " ").compactMap { Double($0) }
          == [trait.admissible.lowerBound, trait.admissible.upperBound], "\(trait.name)")
      #expect(cells[3] == trait.meaning, "\(trait.name)")
    }
  }

  @Test("outcomes and luck, in order") func outcomes() throws {
    let rows = try Self.rows("outcome", at: 0)
    #expect(rows.map { $0[0] } == GrowthOutcomes.all.map(\.name))
    for (cells, outcome) in zip(rows, GrowthOutcomes.all) {
      #expect(cells[1] == outcome.unit.rawValue, "\(outcome.name)")
      #expect(cells[2] == outcome.direction.rawValue, "\(outcome.name)")
      #expect(!cells[3].isEmpty, "\(outcome.name)")
    }
    #expect(try Self.rows("stream", at: 0).map { $0[0] } == GrowthOutcomes.luck.map(\.name))
  }

  @Test("sectors, in order, with all scores") func sectors() throws {
    let rows = try Self.rows("sector", at: 0)
    #expect(rows.map { $0[0] } == Sector.all.map(\.name))
    for (cells, sector) in zip(rows, Sector.all) {
      #expect(
        cells.dropFirst().map { Double($0) } == [
          sector.complexity, sector.turnover, sector.concentration, sector.precision,
          sector.modularity, sector.scaleEconomies, sector.frontierGrowth, sector.valuePotential,
          sector.emergenceYear, sector.demand1960, sector.demand2020, Double(sector.family),
        ], "\(sector.name)")
    }
  }

  @Test("every column of a trace stands in the state table") func columns() throws {
    let columns = try Self.rows("column of a trace").map { $0[1] }
    for detail in GrowthReference.details where !detail.hasSuffix("_flow") {
      let column =
        detail.split(separator: ".").count == 2
        ? detail.split(separator: ".")[0] + ".\\<sector\\>" : detail
      #expect(columns.contains(column), "\(column)")
    }
  }

  @Test("every file the card names is there") func files() throws {
    let folder = repository.appendingPathComponent("Sources/GrowthModels/Reference")
    let named = try Self.rows("mechanism").flatMap { cells in
      cells[2].split(separator: ",").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }
    #expect(named.count > 25)
    for file in named {
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path))
    }
  }
}
