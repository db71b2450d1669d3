import Ensembles
import Foundation
import ModelContract
import NumericCore
import Scenarios

/// What of a finished run goes into a file for other programs, and how.
public struct RunExport {
  /// The run.
  public let archive: RunArchive
  /// Its model, which knows meanings and units.
  public let model: any BatchModel
  /// Program and version.
  public let program: String
  /// How to work; no byte depends on it.
  public let context: RunContext
  /// Names of the outcomes, in the model's order.
  public private(set) var outcomes: [String]
  /// Whether NetCDF has the factors.
  public var hasFactors = true
  /// Level of compression of NetCDF, 0 to 9.
  public var compression = 4
  /// Whether NetCDF has outcomes, factors and paths in single precision.
  public var isSingle = false

  /// Chooses everything of a run.
  public init(_ archive: RunArchive, model: any BatchModel, program: String, context: RunContext) {
    self.archive = archive
    self.model = model
    self.program = program
    self.context = context
    outcomes = archive.outcomes.map(\.name)
  }

  /// Keeps some outcomes.
  public mutating func select(_ names: [String]) {
    outcomes = outcomes.filter(names.contains)
  }

  /// The tables of a run that a file of rows can be made of.
  public var tables: [String] {
    ["outcomes", "factors"] + (archive.has("yearly") ? ["yearly"] : [])
      + archive.paths.map { "paths-\($0)" }
  }

  /// An outcome with the meaning and unit it has in the model.
  func described(_ name: String) -> Outcome {
    model.outcomes.first { $0.name == name } ?? archive.outcomes.first { $0.name == name }!
  }

  /// What the study asks; its path where the run left no copy of it.
  var title: String { (try? archive.loadStudy().question) ?? archive.study }

  /// Where the numbers come from, by name: what every form of file says of itself.
  var provenance: [(String, String)] {
    [
      ("title", title), ("source", "\(program), model \(archive.model) \(archive.modelVersion)"),
      ("history", "\(archive.ended): \(archive.command.joined(separator: " "))"),
      ("command", archive.command.joined(separator: " ")), ("study", archive.study),
      ("study_hash", archive.studyHash), ("design", archive.design),
      ("version", archive.version), ("vector_path", archive.vectorPath),
      ("seed", "\(archive.seed)"),
    ]
  }
}
