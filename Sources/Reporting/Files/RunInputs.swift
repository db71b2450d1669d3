import Foundation
import Scenarios
import StudyContract

/// The files of a study, kept in the folder of its run so that the run can be repeated wherever the folder goes.
///
/// Files of a library go to a library, `Models`, in the folder; others keep their places relative to each other. A study finds
/// what it names near itself first, so that the copies are what a copied study draws in. A file that the study names by a
/// path which leads elsewhere is copied and not found; the hash of the study tells.
public struct RunInputs: Sendable {
  /// Name of the folder within that of the run.
  public static let folder = "inputs"

  /// Path of the copied study within the folder of the run.
  public let study: String
  /// Where each file lies, and where its copy belongs within the folder of the run.
  let copies: [(from: String, to: String)]
  /// Copies of what the study draws in; the others are shown only.
  private let readCount: Int

  /// Finds the places of copies; copies nothing.
  ///
  /// Beside what the study draws in these are the files that a page about it shows: records of backtests beside ensembles,
  /// and observed incomes.
  public init(_ source: StudySource) {
    let records = source.files.map { EnsembleTest.path(besides: $0) }
    let shown = records + [HistoryLoader(near: source.path).expenditureTable].compactMap { $0 }
    let files =
      source.files
      + shown.filter { !source.files.contains($0) && FileManager.default.fileExists(atPath: $0) }
    let paths = files.map { file in
      URL(fileURLWithPath: file).standardizedFileURL.path.split(separator: "/")
    }
    let home = Self.home(of: paths.filter { !$0.contains(Self.library) })
    copies = zip(files, paths).map { file, path in
      let place = path.lastIndex(of: Self.library).map { path[$0...] } ?? path.dropFirst(home)
      return (file, Self.folder + "/" + place.joined(separator: "/"))
    }
    study = copies.first?.to ?? Self.folder
    readCount = source.files.count
  }

  /// The copies that a finished run has, at the same places.
  ///
  /// - Parameters:
  ///   - folder: the folder of the run.
  ///   - study: path of the copied study file, within which the path of the folder comes first.
  public init(ofRun folder: String, study: String) {
    let own = folder + "/" + Self.folder
    let files = FileManager.default.enumerator(atPath: own)?.compactMap { $0 as? String } ?? []
    copies = files.sorted().compactMap { file in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: own + "/" + file, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
        ? (own + "/" + file, Self.folder + "/" + file) : nil
    }
    self.study = String(study.dropFirst(folder.count + 1))
    readCount = copies.count
  }

  /// What a folder is called that studies take for a library.
  private static let library: Substring = "Models"

  /// How many folders of their paths files have in common.
  private static func home(of paths: [[Substring]]) -> Int {
    let folders = paths.map { $0.dropLast() }
    guard let first = folders.first else { return 0 }
    return folders.dropFirst().reduce(first.count) { count, folder in
      min(count, zip(first, folder).prefix { $0 == $1 }.count)
    }
  }

  /// The files as a run of the study would keep them; one that cannot be read is left out.
  public var files: [RunRecord.File] {
    copies.prefix(readCount).compactMap { from, to in
      InputFile.contents(from).map { data in
        RunRecord.File(name: to, bytes: data.count, hash: FNV1a.digest(of: data))
      }
    }
  }

  /// Copies the files, replacing those of an earlier run.
  ///
  /// - Throws: ``OutputError`` or ``CreationError`` when a copy cannot be written.
  func copy(into folder: OutputFolder) throws {
    try? FileManager.default.removeItem(atPath: folder.path + "/" + Self.folder)
    for (from, to) in copies {
      guard let data = InputFile.contents(from) else {
        throw CreationError("cannot copy \(from) into \(folder.path): it is gone.")
      }
      let path = URL(fileURLWithPath: to)
      try CreationError.creating {
        _ = try OutputFolder(
          path: folder.path + "/" + path.deletingLastPathComponent().relativePath)
      }
      let file = try folder.file(to)
      try file.write(Array(data))
      try file.close()
    }
  }
}
