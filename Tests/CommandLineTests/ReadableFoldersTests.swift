import Foundation
import Testing

/// A study reads from its own folder, the working folder and the models, and from nowhere else.
@Suite struct ReadableFoldersTests {
  private static let mix = "name: other\nsummary: another mix\nlevers: {investment: 0.3}\n"

  /// A study of Solow's model that names a mix by a path.
  private static func study(naming reference: String) throws -> String {
    try String(contentsOfFile: Program.package + "/Models/studies/solow.yaml", encoding: .utf8)
      .replacing("policies:\n", with: "policies:\n  - \(reference)\n")
  }

  /// A folder `home/own` with the study, and one beside it with the mix.
  private func scratch(naming reference: String) throws -> Scratch {
    let scratch = try Scratch()
    for folder in ["home/own/below", "home/beside", "elsewhere"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path(folder), withIntermediateDirectories: true)
    }
    for place in [
      "home/own/below/other.yaml", "home/own/other.yaml", "home/beside/other.yaml",
      "elsewhere/other.yaml",
    ] {
      try Self.mix.write(toFile: scratch.path(place), atomically: true, encoding: .utf8)
    }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("home/own/link.yaml"),
      withDestinationPath: scratch.path("elsewhere/other.yaml"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("home/own/folder"), withDestinationPath: scratch.path("elsewhere"))
    try Self.study(naming: reference.replacing("ROOT", with: scratch.root))
      .write(toFile: scratch.path("home/own/study.yaml"), atomically: true, encoding: .utf8)
    return scratch
  }

  @Test(arguments: [
    "./other.yaml", "below/other.yaml", "./below/../other.yaml", "../own/other.yaml",
    "ROOT/home/own/other.yaml",
  ])
  func whatLiesBelowTheStudyIsRead(reference: String) throws {
    let scratch = try scratch(naming: reference)
    let result = try Program.run(["check", scratch.path("home/own/study.yaml")], in: "/")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: [
    "../beside/other.yaml", "../../elsewhere/other.yaml", "ROOT/elsewhere/other.yaml",
    "/etc/passwd", "/etc/hostname.yaml",
    "../../../../../../../../etc/passwd", "./link.yaml", "folder/other.yaml",
    "policies/../../../../../etc/passwd",
  ])
  func whatLiesElsewhereIsRefused(reference: String) throws {
    let scratch = try scratch(naming: reference)
    let study = scratch.path("home/own/study.yaml")
    let result = try Program.run(["check", study], in: "/")
    #expect(result.status == 65, "\(result.status) \(result.output)")
    #expect(result.errors.contains("study.yaml:18:5: policies[0]: "), "\(result.errors)")
    #expect(result.errors.contains("leads out of the folders that may be read"), "\(result.errors)")
    #expect(!result.errors.contains("root:"))
  }

  @Test func theWorkingFolderCountsWhereItHoldsTheStudy() throws {
    let scratch = try scratch(naming: "../beside/other.yaml")
    let study = scratch.path("home/own/study.yaml")
    #expect(try Program.run(["check", study], in: scratch.path("home")).status == 0)
    #expect(try Program.run(["check", study], in: scratch.path("elsewhere")).status == 65)
    let home = try Program.run(
      ["check", study], in: scratch.path("home"), environment: ["HOME": scratch.path("home")])
    #expect(home.status == 65, "a home folder is not a working folder")
  }

  @Test(arguments: ["ROOT/elsewhere", "/none:ROOT/elsewhere/", "/"])
  func furtherFoldersCanBeListed(list: String) throws {
    let scratch = try scratch(naming: "ROOT/elsewhere/other.yaml")
    let result = try Program.run(
      ["check", scratch.path("home/own/study.yaml")], in: "/",
      environment: ["LATECOMER_FOLDERS": list.replacing("ROOT", with: scratch.root)])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func theFolderAroundModelsCounts() throws {
    let scratch = try scratch(naming: "../beside/other.yaml")
    try FileManager.default.createDirectory(
      atPath: scratch.path("home/Models/economies"), withIntermediateDirectories: true)
    let result = try Program.run(["check", scratch.path("home/own/study.yaml")], in: "/")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aTableThatAnEnsembleNamesIsHeldToo() throws {
    let scratch = try Scratch()
    try scratch.writeEnsemble("own", file: "own", economies: ["japan"])
    let text = try scratch.text("own.yaml").replacing("file: own.csv", with: "file: /etc/passwd")
    try text.write(toFile: scratch.path("own.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run(
      ["backtest", "japan", "--ensemble", scratch.path("own.yaml")], in: "/")
    #expect(result.status == 65 || result.status == 64, "\(result.errors)")
    #expect(!result.errors.contains("root"), "\(result.errors)")
  }

  /// A run keeps copies of files that lay beside each other, and is read wherever its folder goes.
  @Test func theCopiesOfARunBelongTogether() throws {
    let scratch = try scratch(naming: "../beside/other.yaml")
    let run = try Program.run(
      ["run", "own/study.yaml", "--futures", "64", "--out", "run"], in: scratch.path("home"))
    #expect(run.status == 0, "\(run.errors)")
    try FileManager.default.moveItem(
      atPath: scratch.path("home/run"), toPath: scratch.path("moved"))
    let page = try Program.run(
      ["report", scratch.path("moved"), "--out", scratch.path("page.html")], in: "/")
    #expect(page.status == 0, "\(page.errors)")
  }
}
