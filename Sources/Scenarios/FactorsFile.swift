import Foundation
import ModelContract
import Sampling

/// The factors of a model of the user's own, from a file whose section `factors` looks like that of a study:
///
/// ```yaml
/// factors:
///   x0: {distribution: uniform, low: 0, high: 1}
///   k: {distribution: lognormal, median: 2, sigma: 0.5, unit: 1/day}
/// correlations:
///   - {factors: [x0, k], rank_correlation: 0.6}
/// ```
///
/// Names and units are free; laws and correlations are those of studies. Each factor has random numbers of its own by its
/// name, so that another factor, wherever it stands, changes nothing in random and Latin designs. In designs
/// of Sobol' points it also has a dimension: its position in the file, because the low dimensions are the
/// more uniform ones. A factor that is added at the end therefore changes nothing there either; one that
/// is added further up does, unless every factor names its place for ever with `dimension: 0`, `1`, ...
public struct FactorsFile: Sendable {
  /// One factor.
  public struct Entry: Sendable, Hashable {
    /// The name of the user.
    public let name: String
    /// Its law.
    public let distribution: Distribution
    /// Its place among Sobol' dimensions, counted from 0.
    public let dimension: Int
  }

  /// The factors in the order of the file.
  public let factors: [Entry]
  /// The dependence between them; nil where the file states none.
  public let copula: GaussianCopula?

  /// Places that a file may name: a pick-freeze design takes two Sobol' dimensions a factor.
  static let dimensions = 0...(Design.dimensionCount / 2 - 1)

  /// Reads a file.
  ///
  /// - Throws: ``StudyErrors`` with every mistake of the file.
  public static func read(_ path: String) throws -> FactorsFile {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: path, line: nil, column: nil, key: "",
          sentence: isFolder.boolValue
            ? "expected a file of factors, found a folder" : "there is no such file")
      ])
    }
    let reading = Reading()
    let whole = reading.document(path).flatMap {
      $0.mapping(
        allowed: ["name", "summary", "factors", "correlations", "repair_correlations"],
        required: ["factors"], what: "key of a file of factors")
    }
    for key in ["name", "summary"] { _ = whole?[key]?.text() }
    let factors = whole?["factors"].map { read($0) } ?? []
    let copula = whole.flatMap { readCopula($0) }
    try reading.throwIssues()
    return FactorsFile(factors: factors, copula: copula)
  }

  private static func readCopula(_ whole: MappingReader) -> GaussianCopula? {
    let repairs = whole["repair_correlations"].flatMap { $0.flag() } ?? false
    guard let section = whole["correlations"] else { return nil }
    let names = whole["factors"]?.mapping(allowed: nil)?.entries.map(\.name) ?? []
    let pairs = PriorsDraft.readCorrelations(section, factors: names)
    if pairs.isEmpty { return nil }
    do {
      return try GaussianCopula(
        names: names, rankCorrelations: pairs.map { ($0.first, $0.second, $0.value) },
        repair: repairs)
    } catch {
      section.report("\(error)")
      return nil
    }
  }

  private static func read(_ section: Located) -> [Entry] {
    guard let mapping = section.mapping(allowed: nil, what: "factor") else { return [] }
    if mapping.entries.isEmpty { section.report("expected at least one factor") }
    var entries: [Entry] = []
    for (position, entry) in mapping.entries.enumerated() {
      guard isName(entry.name) else {
        entry.value.report(
          "a factor's name is a column of a table: it begins with a letter and goes on with letters, "
            + "digits, '_', '.' and '-'")
        continue
      }
      let law = DistributionDecoder.read(entry.value, ofOwnFactor: entry.name)
      let given = entry.value.mapping(allowed: nil)?["dimension"]
      let dimension = given.map { $0.wholeNumber(in: dimensions) } ?? position
      guard let law, let dimension else { continue }
      if let other = entries.first(where: { $0.dimension == dimension }) {
        (given ?? entry.value).report(
          "\(entry.name) and \(other.name) both have dimension \(dimension); give every factor its own, or "
            + "none of them any")
        continue
      }
      entries.append(Entry(name: entry.name, distribution: law, dimension: dimension))
    }
    return entries
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter || first == "_" else {
      return false
    }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
  }
}
