import Analysis
import ArgumentParser
import Calibration
import Ensembles
import Foundation
import ModelContract
import NumericCore
import Reporting
import Sampling
import Scenarios

/// How the program ends: one status for each kind of trouble, after BSD's sysexits.
enum ExitStatus {
  static let badData: Int32 = 65
  static let missingFile: Int32 = 66
  static let cannotCreate: Int32 = 73
  static let inputOutput: Int32 = 74
  static let interrupted: Int32 = 130

  /// Says what happened on standard error and ends the program.
  static func leave(after error: any Error) -> Never {
    switch error {
    case let errors as StudyErrors:
      Terminal.complain(errors.description, status: errors.exitStatus)
    case EnsembleError.cancelled:
      Terminal.complain("Interrupted: \(error)", status: interrupted)
    case let error as CreationError:
      Terminal.complain("Error: \(error)", status: cannotCreate)
    case is OutputError, is StandardOutputError:
      Terminal.complain("Error: \(error)", status: inputOutput)
    case is EnsembleError, is ModelError, is ComparisonError, is DesignError,
      is SensitivityError, is SamplerError, is BacktestError, is NumericError:
      Terminal.complain("Error: \(error)", status: badData)
    default:
      Latecomer.exit(withError: error)
    }
  }
}

/// Output that cannot be started: a folder or file that cannot be made, or one that belongs to somebody else.
struct CreationError: Error, CustomStringConvertible {
  let description: String
}

/// Standard output that does not take what is written.
struct StandardOutputError: Error, CustomStringConvertible {
  let description: String
}
