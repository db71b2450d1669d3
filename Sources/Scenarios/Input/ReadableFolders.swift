import Foundation

/// The folders from which files may draw in others, so that a study from elsewhere cannot reach for what is none of its business.
///
/// They are the folder of the file that the user named, the libraries of models and the folder around the one above that file, the
/// working folder where it holds the file, and those that `LATECOMER_FOLDERS` lists, separated by colons. A whole home folder
/// or disk becomes one only by being listed. What a file names must lie in one of them by its path and, links followed, in fact.
struct ReadableFolders {
  /// By path as written and links followed.
  private let folders: Set<String>
  /// Links followed.
  private let real: Set<String>

  /// The variable that lists further folders.
  static let variable = "LATECOMER_FOLDERS"

  /// Finds the folders.
  ///
  /// - Parameters:
  ///   - library: where names are looked for.
  ///   - file: the file that the user named; nil without one.
  ///   - within: a folder whose files belong together, such as the copies in the folder of a run.
  init(library: ModelLibrary, file: String?, within: String? = nil) {
    let environment = ProcessInfo.processInfo.environment
    var found = library.roots + [within].compactMap { $0 }
    found += (environment[Self.variable] ?? "").split(separator: ":").map(String.init)
    let here = FileManager.default.currentDirectoryPath
    var around = [here]
    if let file, !InputFile.isHandedOver(file) {
      let own = Self.standard(URL(fileURLWithPath: file).deletingLastPathComponent().path)
      found.append(own)
      around += library.roots.filter { $0.hasSuffix("/Models") }.map {
        URL(fileURLWithPath: $0).deletingLastPathComponent().path
      }
      around = around.filter { Self.holds(Self.standard($0), own) }
    }
    let tooWide = Set(["/", environment["HOME"].map(Self.standard)].compactMap { $0 })
    found += around.filter { !tooWide.contains(Self.standard($0)) }
    let written = Set(found.map(Self.standard))
    real = Set(written.compactMap(Self.followed))
    folders = written.union(real)
  }

  /// Whether a file may be read; one that is not there may, where it would lie in a folder.
  func allow(_ path: String) -> Bool {
    let whole = Self.standard(path)
    guard folders.contains(where: { Self.holds($0, whole) }) else { return false }
    guard let end = Self.followed(whole) else { return true }
    return real.contains { Self.holds($0, end) }
  }

  /// Why a name is refused, in one sentence.
  static func sentence(_ name: String) -> String {
    "'\(name.excerpt)' leads out of the folders that may be read: that of this file, the working folder and Models; "
      + "\(variable) lists others"
  }

  private static func standard(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private static func followed(_ path: String) -> String? {
    guard let end = realpath(path, nil) else { return nil }
    defer { free(end) }
    return String(cString: end)
  }

  private static func holds(_ folder: String, _ path: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
