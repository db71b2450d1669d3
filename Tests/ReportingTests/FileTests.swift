import Foundation
import ModelContract
import Studies
import Testing

@testable import Reporting

@Suite struct FileTests {
  private func temporaryFolder() throws -> String {
    let path = NSTemporaryDirectory() + "reporting-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test func aTableHasItsNameOnlyWhenItIsComplete() throws {
    let folder = try OutputFolder(path: try temporaryFolder() + "/deep/run")
    let table = try folder.table("outcomes.csv", header: ["future", "x,y"])
    var rows = CSVRows()
    rows.append(0)
    rows.append(0.5)
    rows.endRow()
    try table.write(rows)
    #expect(!FileManager.default.fileExists(atPath: table.path))
    try table.close()
    let text = try String(contentsOfFile: table.path, encoding: .utf8)
    #expect(text == "future,\"x,y\"\n0,0.5\n")
    #expect(table.byteCount == text.utf8.count)
    #expect(!FileManager.default.fileExists(atPath: table.path + ".partial"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsAnErrorAndLeavesNoFile() throws {
    let folder = try temporaryFolder()
    let file = try OutputFile(path: folder + "/outcomes.csv")
    // The disk fills up behind the file's back.
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let unfinished =
      URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
      + "/outcomes.csv.partial"
    for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    where
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + descriptor))
      == unfinished
    {
      #expect(dup2(full, Int32(descriptor)!) >= 0)
    }
    let error = #expect(throws: OutputError.self) { try file.write("future\n") }
    #expect(error?.description == "cannot write \(folder)/outcomes.csv: No space left on device")
    #expect(!FileManager.default.fileExists(atPath: folder + "/outcomes.csv"))
  }

  /// What somebody else may have put in the place of an unfinished file.
  @Test(arguments: [false, true]) func linksAndPipesAreNotWrittenTo(keepsPartial: Bool) throws {
    let folder = try temporaryFolder()
    let victim = folder + "/victim"
    try "kept".write(toFile: victim, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.csv.partial", withDestinationPath: victim)
    #expect(mkfifo(folder + "/pipe.csv.partial", 0o600) == 0)
    for name in ["link.csv", "pipe.csv"] {
      let error = #expect(throws: OutputError.self) {
        try OutputFile(path: folder + "/" + name, keepsPartial: keepsPartial)
      }
      let reason = "\(folder)/\(name).partial is not a plain file"
      #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
      #expect(FileManager.default.fileExists(atPath: folder + "/" + name + ".partial"))
    }
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "kept")
  }

  @Test func aFolderWithTheNameOfAFileIsAnError() throws {
    let folder = try temporaryFolder()
    try "text".write(toFile: folder + "/taken", atomically: true, encoding: .utf8)
    #expect(throws: OutputError.self) { try OutputFolder(path: folder + "/taken/run") }
    #expect(throws: OutputError.self) { try OutputFile(path: folder + "/absent/table.csv") }
  }

  @Test func theManifestNamesEverything() throws {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let manifest = Manifest(
      command: ["latecomer", "run", "a \"b\".yaml"], version: "0.1.0", model: "growth",
      modelVersion: "1", vectorPath: "x86-64-v3", study: "a.yaml", studyHash: "00ff", seed: 0,
      design: "256 futures", futures: 256, failed: 0, threads: 2,
      machine: Machine(processor: "CPU", cores: 2, operatingSystem: "Debian"), started: start,
      ended: start.addingTimeInterval(1.25),
      outcomes: [
        Outcome(
          name: "catch_up_year", meaning: "", unit: .calendarYear, direction: .minimize,
          isCensored: true)
      ], files: [.init(name: "outcomes.csv", bytes: 12, hash: "00")])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(manifest.json.rendered.utf8)) as? [String: Any])
    #expect(object["command"] as? [String] == ["latecomer", "run", "a \"b\".yaml"])
    #expect(object["seed"] as? Int == 0)
    #expect(object["started"] as? String == "2027-01-15T08:00:00Z")
    #expect(object["seconds"] as? Double == 1.25)
    #expect((object["machine"] as? [String: Any])?["processor"] as? String == "CPU")
    #expect((object["files"] as? [[String: Any]])?.first?["bytes"] as? Int == 12)
    let outcome = try #require((object["outcomes"] as? [[String: Any]])?.first)
    #expect(outcome["direction"] as? String == "minimize" && outcome["isCensored"] as? Bool == true)
  }

  @Test func thisMachineHasCoresAndAName() {
    let machine = Machine.current()
    #expect(machine.cores >= 1)
    #expect(!machine.operatingSystem.isEmpty && !machine.processor.isEmpty)
  }
}
