import Foundation
import Testing

/// An ensemble of countries that have no history among the shipped ones: its calibration brings them.
@Suite struct BacktestCalibrationTests {
  /// A library of its own whose calibration `few` is of four countries, and an ensemble that says so.
  private static func library(calibration: String = "") throws -> Scratch {
    let folder = try Scratch()
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: folder.path("Models/calibrations"), withIntermediateDirectories: true)
    let shipped = Program.package + "/Models"
    for name in try manager.contentsOfDirectory(atPath: shipped) where name != "calibrations" {
      try manager.createSymbolicLink(
        atPath: folder.path("Models/\(name)"), withDestinationPath: "\(shipped)/\(name)")
    }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
    }
    try write(
      """
      name: few
      summary: four countries
      economies: [panel/KOR@1960, panel/KEN@1960, panel/CHL@1960, panel/BRA@1960]
      conditions: central
      \(calibration)
      """, "Models/calibrations/few.yaml")
    try folder.writeEnsemble("few", file: "few", economies: ["kor", "ken", "chl", "bra"])
    return folder
  }

  private static func report(_ arguments: [String], in folder: Scratch) throws -> [String: Any] {
    let result = try Program.run(
      ["backtest", "--ensemble", "few.yaml", "--format", "json"] + arguments, in: folder.root)
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private static func scored(_ report: [String: Any]) throws -> [String] {
    let protocols = try #require(report["protocols"] as? [[String: Any]])
    return try #require(protocols.last?["economies"] as? [[String: Any]]).compactMap {
      $0["name"] as? String
    }
  }

  @Test func theCalibrationOfItsNameBringsItsEconomies() throws {
    let folder = try Self.library()
    let report = try Self.report([], in: folder)
    // The shipped histories, of the same countries by other names, stay out.
    #expect(try Self.scored(report).sorted() == ["bra", "chl", "ken", "kor"])
    #expect(report["placebo"] is [String: Any])
    let named = try Self.report(["KEN", "brazil"], in: folder)
    #expect(try Self.scored(named).sorted() == ["brazil", "ken"])
    #expect((named["fitted"] as? [String])?.sorted() == ["bra", "chl", "ken", "kor"])
    let text = try Program.run(["backtest", "--ensemble", "few.yaml"], in: folder.root)
    #expect(text.output.contains("others can be named") && !text.output.contains("who knew"))
    try FileManager.default.removeItem(atPath: folder.path("Models/calibrations/few.yaml"))
    let alone = try Program.run(["backtest", "--ensemble", "few.yaml"], in: folder.root)
    #expect(alone.status == 65 && alone.errors.contains("fitted to bra, chl, ken, kor as well"))
  }

  /// Ranks of sectors are fitted with an error size of their own, and the model's order is held against the observed one in
  /// and out of sample, over sectors and years that the table has.
  @Test func ordersOfSectorsAreCompared() throws {
    let folder = try Self.library(
      calibration: "sectors: {file: ../../exports.csv, years: [1980, 2015]}")
    try """
    code,year,agrifood,autos,aerospace,steel_shipbuilding,garments_footwear,displays
    KOR,1962,1.8,0.1,0.03,0.07,0.7,0.05
    KOR,1980,0.5,0.2,0.4,2.3,6.9,4.2
    KOR,2015,0.1,1.4,0.2,2.7,0.5,5.2
    KEN,1965,3.0,0.06,0.5,0.02,0.3,0.001
    KEN,2015,5.9,0.08,0.2,0.5,1.7,0.02
    BRA,2015,2.5,0.8,1.2,1.1,0.2,0.1

    """.write(toFile: folder.path("exports.csv"), atomically: true, encoding: .utf8)
    let report = try Self.report([], in: folder)
    let sectors = try #require(report["sectors"] as? [String: Any])
    #expect((sectors["table"] as? String)?.hasSuffix("exports.csv") == true)
    let economies = try #require(sectors["economies"] as? [[String: Any]])
    // Brazil has one year, and Chile none.
    #expect(economies.compactMap { $0["name"] as? String }.sorted() == ["ken", "kor"])
    let korea = try #require(economies.first { $0["name"] as? String == "kor" })
    #expect(korea["first"] as? Int == 1962 && korea["last"] as? Int == 2015)
    #expect(korea["sectors"] as? Int == 6)
    let values = try #require(korea["rankCorrelations"] as? [String: Any])
    // Ranks 6 4 1 3 5 2 in 1962 and 1 4 2 5 3 6 in 2015: squares of differences sum to 50, 1 - 6 * 50 / 210.
    #expect(abs((values["stays"] as? Double ?? 0) + 3.0 / 7) < 1e-9)
    #expect(values["inSample"] is Double && values["heldOut"] is NSNull)
    let named = try Self.report(["brazil", "--sectors", "exports.csv"], in: folder)
    #expect(named["sectors"] is NSNull)
    let text = try Program.run(["backtest", "--ensemble", "few.yaml"], in: folder.root)
    #expect(text.output.contains("SECTORS") && text.output.contains("In the median economy"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
