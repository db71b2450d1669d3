import Ensembles
import Foundation
import NumericCore
import Scenarios

extension RunFolder {
  /// What finishing a run needs to know of its manifest.
  private struct Sealed: Decodable {
    let futures: Int
    let files: [Manifest.File]
  }

  /// Gives the files of a run their names where it was stopped while it did that: everything is on the disk then, and the
  /// manifest says what belongs to the run.
  ///
  /// - Returns: futures of the run; nil where there was nothing to do, or something of it is missing.
  /// - Throws: `RunLogError` where another process writes the run, ``CreationError`` when a file cannot be renamed.
  public static func finishNaming(_ path: String) throws -> Int? {
    if WritingProcess.isAnother { return nil }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard !present.contains(manifest), present.contains(unfinished(manifest)),
      let data = InputFile.contents(path + "/" + unfinished(manifest)),
      ManifestDigest.isSealed(String(decoding: data, as: UTF8.self)),
      let sealed = try? JSONDecoder().decode(Sealed.self, from: data)
    else { return nil }
    if let log = [unfinished(logName), logName].first(where: present.contains) {
      // Whoever writes it holds it.
      _ = try RunLog(path: path + "/" + log, isReadOnly: true)
    }
    let waiting = sealed.files.filter { present.contains(unfinished($0.name)) }
    for file in sealed.files {
      let name = waiting.contains(file) ? unfinished(file.name) : file.name
      guard try present.contains(name) && Manifest.File(file.name, in: path, as: name) == file
      else { return nil }
    }
    func give(_ name: String) throws {
      let place = path + "/" + name
      if rename(unfinished(place), place) != 0 {
        throw CreationError("cannot name \(place): \(String(cString: strerror(errno)))")
      }
      _ = NamesOnDisk.keep(besides: place)
    }
    try UnfinishedFiles.naming {
      for file in waiting { try give(file.name) }
      let names = sealed.files.map(\.name)
      for table in present where isTable(table) && !names.contains(table) {
        try? FileManager.default.removeItem(atPath: path + "/" + table)
      }
      try give(manifest)
      for scratch in present where isScratch(String(scratch.dropLast(8))) {
        try? FileManager.default.removeItem(atPath: path + "/" + scratch)
      }
    }
    return sealed.futures
  }

  /// Refuses a folder that holds what a run is made from, which goes with the run that was there.
  ///
  /// - Throws: `UsageError`.
  public static func check(_ path: String, holdsNone inputs: [String]) throws {
    func place(_ path: String) -> String {
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
    let folder = place(path) + "/"
    if let input = inputs.first(where: { place($0).hasPrefix(folder) }) {
      throw UsageError(
        "\(input) lies in \(path), whose files a run replaces; copy it elsewhere, or name another folder for --out."
      )
    }
  }

  /// What a file is called until it is finished.
  private static func unfinished(_ name: String) -> String { name + ".partial" }
}
