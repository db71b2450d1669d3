import Scenarios

extension FuzzReader {
  /// Readers of the tables of countries, and what is made of them.
  static func countries(_ bench: Workbench) throws -> [FuzzReader] {
    let panel = try panelSeeds(bench)
    return [
      panelReader("panel", file: "panel.csv", panel, bench),
      panelReader("panel-countries", file: "countries.csv", panel, bench),
      panelReader("panel-exports", file: "exports.csv", panel, bench),
      panelReader(
        "panel-study", file: "panel.csv", panel, bench, countries: ["KEN", "USA@1990", "JPN"]),
    ]
  }

  /// The figures of all countries in a few years: small, and enough to relate countries to each other.
  private static func panelSeeds(_ bench: Workbench) throws -> [String: [UInt8]] {
    let years = ["year", "1990", "2005", "2019"]
    let whole = ["KEN", "USA"]
    let text = String(decoding: try bench.shipped(file: "panel/panel.csv"), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { line in
      let fields = line.split(separator: ",", maxSplits: 2)
      return fields.count > 2
        && (years.contains(String(fields[1])) || whole.contains(String(fields[0])))
    }
    return [
      "panel.csv": Array((lines.joined(separator: "\n") + "\n").utf8),
      "countries.csv": try bench.shipped(file: "panel/countries.csv"),
      "exports.csv": try bench.shipped(file: "panel/exports.csv", rows: 40),
    ]
  }

  /// A reader of one table of countries, the others as they are.
  ///
  /// - Parameter countries: of which histories are made, too.
  private static func panelReader(
    _ name: String, file: String, _ seeds: [String: [UInt8]], _ bench: Workbench,
    countries: [String] = []
  ) -> FuzzReader {
    FuzzReader(name, seeds: [seeds[file]!], share: 3, hasLines: countries.isEmpty) { bytes in
      let folder = name + "/Models"
      try bench.write("", folder + "/economies/none.txt")
      for (other, content) in seeds {
        try bench.write(other == file ? bytes : content, folder + "/panel/" + other)
      }
      let study = bench.path(folder + "/study.yaml")
      _ = try CountryLookup(near: study)
      for country in countries { _ = try HistoryLoader(near: study).study("panel/" + country) }
    }
  }
}
