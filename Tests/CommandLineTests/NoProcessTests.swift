import Foundation
import TestSupport
import Testing

/// The sources start no shell and open no connection: three files start a named program, one target listens. The shell that a
/// script for Slurm names is started by Slurm.
@Suite struct NoProcessTests {
  /// What starts programs, loads code or reaches others, and the only files in which it may stand.
  static let words: [(word: String, files: [String])] = [
    (
      "Process()",
      [
        "Reporting/Files/PictureFile.swift", "latecomer/Terminal/ChildProcess.swift",
        "latecomer/Terminal/Terminal.swift",
      ]
    ),
    ("posix_spawn", []), ("popen(", []), ("system(", []), ("execv", []), ("execl", []),
    ("fork()", []), ("/bin/sh", ["Reporting/Batch/SlurmScripts.swift"]),
    ("dlopen(", ["Reporting/Files/NetCDF/NetCDFLibrary.swift"]),
    ("URLSession", []), ("FoundationNetworking", []), ("getaddrinfo", []), ("gethostby", []),
    ("NSAppleScript", []), ("JavaScriptCore", []),
  ]

  private static func sources() throws -> [(name: String, text: String)] {
    let root = repository.path + "/Sources/"
    let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    return try names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".c") || $0.hasSuffix(".h") }
      .sorted().map {
        ($0, try String(contentsOfFile: root + $0, encoding: .utf8))
      }
  }

  @Test func noShellAndNoConnection() throws {
    let sources = try Self.sources()
    #expect(sources.count > 500)
    for (word, files) in Self.words {
      let found = sources.filter { $0.text.contains(word) }.map(\.name)
      #expect(found == files, "\(word)")
    }
    let sockets = sources.filter {
      $0.text.contains("import FlyingSocks") || $0.text.contains("socket(")
    }
    #expect(
      !sockets.isEmpty && sockets.allSatisfy { $0.name.hasPrefix("Serving/") },
      "\(sockets.map(\.name))")
  }

  /// The server listens on this machine's own address alone.
  @Test func theServerListensHereAlone() throws {
    let text = try Self.sources().filter { $0.name.hasPrefix("Serving/") }.map(\.text).joined()
    #expect(
      !text.contains("0.0.0.0") && !text.contains("INADDR_ANY") && !text.contains("in6addr_any"))
  }
}
