import Foundation
import NumericCore
import Scenarios

extension RunExport {
  /// Forms of files.
  public enum Form: String, CaseIterable, Sendable {
    /// Arrays after the CF conventions, for xarray, R and Julia.
    case netcdf
    /// A table in columns, for pandas, Arrow and databases.
    case parquet
    /// A table of text: commas and decimal points.
    case csv
    /// A table of text for spreadsheets in countries with a decimal comma: semicolons, and a byte order mark.
    case csvSemicolon = "csv-semicolon"
    /// Quantiles by year as the Integrated Assessment Modeling Consortium has them, for pyam.
    case iamc
    /// Draws of a calibration as ArviZ takes them.
    case arviz

    /// How names of such files end.
    public var ending: String {
      switch self {
      case .netcdf, .arviz: "nc"
      case .parquet: "parquet"
      default: "csv"
      }
    }

    /// Whether one table of a run is written.
    public var hasTables: Bool { [.parquet, .csv, .csvSemicolon].contains(self) }
  }

  /// Refuses a form that this machine cannot write, before anything is read for it.
  ///
  /// - Throws: ``CreationError`` where a library is missing.
  public static func check(_ form: Form) throws {
    if [.netcdf, .arviz].contains(form), NetCDFLibrary.installed == nil {
      throw CreationError(NetCDFFile.missing)
    }
  }

  /// Writes a file.
  ///
  /// - Parameter table: which table of the run, for forms that hold one; see ``tables``.
  /// - Throws: `StudyErrors` for a file of the run that is missing or not the one it wrote, ``CreationError``,
  ///   ``OutputError`` or ``NetCDFError`` for a file that cannot be made or written.
  public func write(to path: String, as form: Form, table: String) throws {
    switch form {
    case .netcdf:
      try RunDataset(self, path: path).write()
    case .parquet:
      try LongTable(self, table).writeParquet(to: try Self.open(path))
    case .csv:
      try LongTable(self, table).write(to: try Self.open(path), .comma)
    case .csvSemicolon:
      try LongTable(self, table).write(to: try Self.open(path), .semicolon)
    case .iamc:
      let rows = try IAMCTable(self).rows()
      let file = try Self.open(path)
      try file.write(rows)
      try file.close()
    case .arviz:
      preconditionFailure("a run has no draws of a posterior")
    }
  }

  private static func open(_ path: String) throws -> OutputFile {
    try CreationError.creating { try OutputFile(path: path) }
  }
}
