import Ensembles
import Foundation
import NumericCore
import Scenarios
import Studies

/// A finished run that a longer one begins with: its tables and its log.
///
/// Rows of a table come block by block, so that the table of a longer run begins with that of the shorter one, up to the last
/// block that is whole.
public struct EarlierRun: Sendable {
  /// The folder.
  public let folder: String
  /// Blocks that are taken over.
  let blocks: Int
  /// Rows that a block has in a table of runs: futures times scenarios times mixes.
  private let runsOfBlock: Int

  /// Looks at a finished run.
  ///
  /// Quantiles by year need all numbers of their futures at once, which no table holds: of a run with fewer futures than they
  /// are taken over nothing is taken over but what it is a run of.
  ///
  /// - Parameter policies: mixes that were run.
  public init(_ record: RunRecord, policies: Int) {
    let path = record.folder
    folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let hasYears = record.files.contains { $0.name.hasPrefix("yearly") }
    blocks =
      hasYears && record.futures < YearlyTables.futures ? 0 : record.futures / Experiment.blockSize
    runsOfBlock = Experiment.blockSize * record.scenarios.count * policies
  }

  /// Whether a folder is that of the run.
  public func isFolder(_ other: String) -> Bool {
    func place(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    return place(folder) == place(other)
  }

  /// Its log, of which whole blocks are taken over.
  var log: EarlierLog {
    EarlierLog(
      path: folder + "/" + RunFolder.logName, end: blocks,
      difference: StudySession.futuresFact)
  }

  /// Refuses to make a run longer where it is while another attempt may go on; or nothing may.
  static func checkInPlace(
    _ path: String, _ present: [String], replaces: Bool, resumes: Bool
  ) throws {
    let name = RunFolder.logName + ".partial"
    guard present.contains(name) else {
      if resumes {
        throw UsageError("\(path) has not been stopped while it was extended; leave --resume out.")
      }
      return
    }
    if resumes || replaces { return }
    if try RunLog(path: path + "/" + name, isReadOnly: true).hasBlocks {
      throw CreationError(
        "\(path) was stopped while it was extended; --resume goes on, --force begins the extension anew."
      )
    }
  }

  /// Puts a copy of a table where a longer run writes its own.
  ///
  /// - Throws: ``CreationError`` where it cannot be written.
  func copy(_ table: String, to path: String) throws {
    guard blocks > 0 else { return }
    let from = folder + "/" + table
    guard FileManager.default.fileExists(atPath: from) else { return }
    try? FileManager.default.removeItem(atPath: path)
    do {
      try FileManager.default.copyItem(atPath: from, toPath: path)
    } catch {
      throw CreationError("cannot copy \(from) to \(path): \(error.localizedDescription)")
    }
  }

  /// Where tables of these names stood behind so many blocks, as ``OutputFile/mark`` says it; nil where one of them is not what
  /// it should be.
  func mark(of tables: [String], behind blocks: Int) -> [Int]? {
    var mark: [Int] = []
    for table in tables {
      guard let own = self.mark(of: table, behind: blocks) else { return nil }
      mark += own
    }
    return mark
  }

  private func mark(of table: String, behind blocks: Int) -> [Int]? {
    // Its quantiles are there, and need no numbers.
    if table.hasSuffix(YearlyTables.numbersEnding) { return OutputFile.start }
    let hasYears = table.hasPrefix("yearly")
    if hasYears, blocks * Experiment.blockSize < YearlyTables.futures { return nil }
    guard
      let data = try? Data(
        contentsOf: URL(fileURLWithPath: folder + "/" + table), options: .alwaysMapped)
    else { return nil }
    let lines =
      hasYears
      ? nil
      : 1 + blocks * (table.hasPrefix("factors") ? Experiment.blockSize : runsOfBlock)
    return data.withUnsafeBytes { bytes in
      var end = bytes.count
      if let lines {
        var position = 0
        for _ in 0..<lines {
          guard position < bytes.count,
            let feed = memchr(bytes.baseAddress! + position, 0x0A, bytes.count - position)
          else { return nil }
          position = UnsafeRawPointer(feed) - bytes.baseAddress! + 1
        }
        end = position
      }
      var sum = FNV1a()
      sum.extend(UnsafeRawBufferPointer(rebasing: bytes[0..<end]))
      return [end, Int(sum.state >> 32), Int(sum.state & 0xFFFF_FFFF)]
    }
  }
}
