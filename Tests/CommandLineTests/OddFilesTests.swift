import Foundation
import TestSupport
import Testing

/// Whatever a path names, the program answers: it reads what was handed over, and waits for nothing else.
@Suite struct OddFilesTests {
  /// Commands that read a file, without its path.
  static let commands = [
    ["check"], ["run"], ["sensitivity"], ["compare"], ["calibrate"], ["effects", "--card"],
    ["facts"], ["show"],
    ["design", "--method", "random", "--runs", "9", "--out", "d.csv"],
  ]

  /// Ends with a status in ten seconds, or is killed; nil then.
  private func status(_ arguments: [String], in folder: String, input: FileHandle? = nil) throws
    -> (Int32, String)?
  {
    let scratch = try Scratch()
    let errors = scratch.path("errors")
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    guard Program.waitOrKill(process) else { return nil }
    return (process.terminationStatus, try scratch.text("errors"))
  }

  @Test(arguments: commands)
  func nothingIsWaitedFor(command: [String]) throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: scratch.path("folder"), withIntermediateDirectories: true)
    try Data([0xFF, 0, 0x80]).write(to: URL(fileURLWithPath: scratch.path("bytes")))
    for path in [
      scratch.path("pipe"), scratch.path("folder"), scratch.path("bytes"), scratch.path("none"), "",
      "/dev/zero", "/dev/null",
      "/dev/full", "/dev/random", "/proc/self/mem", "/proc/version", "/proc/self/cmdline", "/dev",
      "/dev/stdin",
    ] {
      guard let (status, errors) = try status(command + [path], in: scratch.root) else {
        Issue.record("\(command) \(path) did not end")
        continue
      }
      #expect([64, 65, 66].contains(status), "\(command) \(path): \(status) \(errors)")
      #expect(!errors.isEmpty && !errors.contains("Fatal error"), "\(command) \(path)")
    }
  }

  @Test func whatIsHandedOverIsRead() throws {
    let scratch = try Scratch()
    let study = Program.package + "/Models/studies/solow.yaml"
    let file = try #require(FileHandle(forReadingAtPath: study))
    let own = try #require(try status(["check", "/dev/stdin"], in: scratch.root, input: file))
    #expect(own.0 == 0, "\(own.1)")
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(contentsOf: URL(fileURLWithPath: study)))
    try pipe.fileHandleForWriting.close()
    let piped = try #require(
      try status(["check", "/dev/stdin"], in: scratch.root, input: pipe.fileHandleForReading))
    #expect(piped.0 == 0, "\(piped.1)")
  }

  @Test func aRunFromAPipeKeepsNoFolder() throws {
    let scratch = try Scratch()
    let result = try Program.run(["run", "/dev/stdin", "--out", "run"], in: scratch.root)
    #expect(
      result.status == 64 && result.errors.contains("keeps a copy of its study"), "\(result.errors)"
    )
    #expect(try scratch.names().isEmpty)
  }

  /// Pipes and devices that a study names are no files, either.
  @Test(arguments: ["./pipe.yaml", "/dev/zero", "/dev/stdin"])
  func aStudyNamesFiles(reference: String) throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("pipe.yaml"), 0o600) == 0)
    try String(contentsOfFile: Program.package + "/Models/studies/solow.yaml", encoding: .utf8)
      .replacing("policies:\n", with: "policies:\n  - \(reference)\n")
      .write(toFile: scratch.path("study.yaml"), atomically: true, encoding: .utf8)
    let (status, errors) = try #require(try status(["check", "study.yaml"], in: scratch.root))
    #expect(status == 65 || status == 66, "\(status) \(errors)")
  }

  @Test func aFolderOfARunHoldsNoPipes() throws {
    let scratch = try Scratch()
    let run = try Program.run(
      ["run", Program.package + "/Models/studies/solow.yaml", "--futures", "64", "--out", "run"],
      in: scratch.root)
    #expect(run.status == 0, "\(run.errors)")
    for name in ["outcomes.csv", "manifest.json"] {
      try FileManager.default.removeItem(atPath: scratch.path("run/" + name))
      #expect(mkfifo(scratch.path("run/" + name), 0o600) == 0)
      for command in [
        ["compare", "run"], ["report", "run", "--out", "p.html"], ["sensitivity", "run"],
      ] {
        let (status, errors) = try #require(
          try status(command, in: scratch.root), "\(command) waits")
        #expect([64, 65, 66].contains(status), "\(command): \(status) \(errors)")
      }
    }
  }
}
