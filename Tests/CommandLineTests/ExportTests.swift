import Foundation
import TestSupport
import Testing

/// `latecomer export` against the tables of the run, and runs that are refused.
@Suite struct ExportTests {
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66
  private static let cannotCreate: Int32 = 73
  private static let usage: Int32 = 64

  /// The kernel keeps to the reference, which traces, within 1e-9; sums of quantiles are far closer.
  private static let tolerance = 1e-9

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= Self.tolerance * max(abs(left), abs(right), 1)
  }

  private func run(_ scratch: Scratch, _ more: [String] = []) throws {
    let result = try Program.run(
      ["run", Program.generic] + Program.small + [
        "--out", scratch.path("run"), "--paths", "income,capability",
      ] + more)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func export(_ scratch: Scratch, _ form: String, _ more: [String] = []) throws
    -> Program.Result
  {
    try Program.run(
      ["export", scratch.path("run"), "--as", form, "--out", scratch.path("file")] + more)
  }

  @Test func pathsAreThoseOfTheTraceAndEndInTheOutcome() throws {
    let scratch = try Scratch()
    try run(scratch)
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    for name in ["income", "capability"] {
      let paths = Table(try scratch.text("run/paths-\(name).csv"))
      #expect(
        Array(paths.header.prefix(5)) == ["scenario", "policy", "future", "replicate", "2025"])
      #expect(paths.rows.map { $0.prefix(4) } == outcomes.rows.map { $0.prefix(4) })
      let ends = zip(paths.numbers("2065"), outcomes.numbers(name))
      #expect(ends.allSatisfy { $0 == $1 })
      let trace = try Program.run([
        "trace", Program.generic, "--policy", "education_only", "--scenario", "reference",
        "--future", "37", "--beliefs", "prior", "--format", "csv",
      ])
      let years = Table(trace.output)
      let row = try #require(
        paths.rows.first { $0[1] == "education_only" && $0[2] == "37" })
      for (year, value) in zip(years.rows.map { $0[0] }, years.numbers(name)) {
        let column = try #require(paths.header.firstIndex(of: year))
        #expect(isClose(Double(row[column])!, value), "\(name) in \(year)")
      }
    }
  }

  @Test func replicatesAreScramblesOfTheDesign() throws {
    let scratch = try Scratch()
    try run(scratch)
    for table in ["outcomes", "factors"] {
      let rows = Table(try scratch.text("run/\(table).csv"))
      let futures = rows.numbers("future")
      #expect(rows.numbers("replicate") == futures.map { $0.truncatingRemainder(dividingBy: 32) })
    }
    let latin = try Scratch()
    try run(latin, ["--design", "latin"])
    #expect(
      Set(Table(try latin.text("run/factors.csv")).numbers("replicate")) == [0],
      "one hypercube is one replicate")
  }

  @Test func quantilesByYearAreThoseOfThePaths() throws {
    let scratch = try Scratch()
    try run(scratch)
    let yearly = Table(try scratch.text("run/yearly.csv"))
    #expect(yearly.rows.count == 2 * 2 * 41)
    let paths = Table(try scratch.text("run/paths-income.csv"))
    for (index, row) in yearly.rows.enumerated() where row[2] == "income" {
      let column = try #require(paths.header.firstIndex(of: row[3]))
      let values = paths.rows.filter { $0[1] == row[1] }.map { Double($0[column])! }
      #expect(row[4] == "64" && row[5] == "0")
      #expect(isClose(yearly.numbers("mean")[index], values.reduce(0, +) / 64))
      // Definition 7 of Hyndman and Fan: the tenth lies at place 6.3 of 0 to 63.
      let sorted = values.sorted()
      #expect(
        isClose(yearly.numbers("q10")[index], sorted[6] + 0.3 * (sorted[7] - sorted[6])))
      #expect(isClose(yearly.numbers("q50")[index], (sorted[31] + sorted[32]) / 2))
    }
  }

  @Test func threadsChangeNoByteOfYearsAndPaths() throws {
    let (one, many) = (try Scratch(), try Scratch())
    try run(one, ["--threads", "1", "--futures", "512"])
    try run(many, ["--threads", "3", "--futures", "512"])
    for name in ["yearly", "paths-income", "paths-capability"] {
      #expect(try one.text("run/\(name).csv") == many.text("run/\(name).csv"))
    }
  }

  @Test func aTableOfTheRunComesBackAsItWas() throws {
    let scratch = try Scratch()
    try run(scratch)
    for table in ["outcomes", "factors", "yearly", "paths-income"] {
      #expect(try export(scratch, "csv", ["--table", table, "--force"]).status == 0)
      let own = try scratch.text("run/\(table).csv").split(separator: "\n")
      let lines = try scratch.text("file").split(separator: "\n")
      #expect(lines[0] == "belief," + own[0])
      #expect(lines.dropFirst() == own.dropFirst().map { "prior," + $0 }[...])
    }
    #expect(try export(scratch, "csv", ["--outcomes", "capability", "--force"]).status == 0)
    let few = Table(try scratch.text("file"))
    #expect(few.header == ["belief", "scenario", "policy", "future", "replicate", "capability"])
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    #expect(few.numbers("capability") == outcomes.numbers("capability"))
    #expect(
      try export(scratch, "csv-semicolon", ["--outcomes", "capability", "--force"]).status == 0)
    let sheet = try scratch.text("file").replacing(",", with: ".").replacing(";", with: ",")
    let bytes = try #require(FileManager.default.contents(atPath: scratch.path("file")))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF] + Array("belief;".utf8)))
    #expect(Table(sheet).rows == few.rows)
  }

  @Test func theTableOfTheConsortiumHasQuantilesByYear() throws {
    let scratch = try Scratch()
    try run(scratch)
    #expect(try export(scratch, "iamc").status == 0)
    let table = Table(try scratch.text("file"))
    #expect(
      Array(table.header.prefix(6)) == [
        "model", "scenario", "region", "variable", "unit", "2025",
      ])
    let row = try #require(
      table.rows.first {
        $0[1] == "reference|education_only" && $0[3] == "Income per Head|Quantile 0.5"
      })
    #expect(row[0].hasPrefix("latecomer ") && row[2] == "generic" && row[4] == "frontier = 1")
    let yearly = Table(try scratch.text("run/yearly.csv"))
    let own = yearly.rows.filter { $0[1] == "education_only" && $0[2] == "income" }
    let column = try #require(yearly.header.firstIndex(of: "q50"))
    #expect(Array(row.dropFirst(5)) == own.map { $0[column] })
    #expect(table.rows.count == 2 * 2 * 8)
  }

  @Test(.enabled(if: NetCDFReading.library != nil))
  func arraysHoldWhatTheTablesDo() throws {
    let scratch = try Scratch()
    try run(scratch)
    for more in [[], ["--compress", "0"], ["--compress", "9"]] {
      #expect(try export(scratch, "netcdf", more + ["--force"]).status == 0)
      let file = try NetCDFReading(scratch.path("file"))
      #expect(
        try ["belief", "scenario", "policy", "future", "year", "quantile"].map(file.size) == [
          1, 1, 2, 64, 41, 7,
        ])
      let outcomes = Table(try scratch.text("run/outcomes.csv"))
      for name in ["income", "discounted_consumption"] {
        #expect(try file.numbers(name, count: 128) == outcomes.numbers(name))
      }
      #expect(try file.numbers("failed", count: 128).allSatisfy { $0 == 0 })
      let factors = Table(try scratch.text("run/factors.csv"))
      #expect(
        try file.numbers("absorption_speed", count: 64) == factors.numbers("absorption_speed"))
      #expect(try file.numbers("replicate", count: 64) == factors.numbers("replicate"))
      let paths = Table(try scratch.text("run/paths-income.csv"))
      #expect(
        try file.numbers("income_path", count: 128 * 41)
          == paths.rows.flatMap { $0.dropFirst(4).map { Double($0)! } })
      let yearly = Table(try scratch.text("run/yearly.csv"))
      let own = yearly.rows.filter { $0[2] == "income" }
      #expect(
        try file.numbers("income_quantile", count: 2 * 41 * 7)
          == own.flatMap { $0.suffix(7).map { Double($0)! } })
    }
  }

  @Test(.enabled(if: NetCDFReading.library != nil))
  func failedRunsAreMissingInArrays() throws {
    let scratch = try Scratch()
    let result = try Program.run([
      "run", GoldenFiles.folder + "/studies/failing.yaml", "--design", "random", "--futures", "8",
      "--out", scratch.path("run"),
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try export(scratch, "netcdf").status == 0)
    let file = try NetCDFReading(scratch.path("file"))
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    let count = outcomes.rows.count
    let failed = try file.numbers("failed", count: count)
    let income = try file.numbers("income", count: count)
    #expect(failed.contains(1))
    // Tables of one block of futures are in the order of arrays.
    for (row, value) in outcomes.numbers("income").enumerated() {
      #expect(failed[row] == 1 ? income[row].isNaN : income[row] == value)
    }
  }

  @Test func foldersThatAreNoRunAreNamedAndRefused() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("run"), withIntermediateDirectories: true)
    let none = try export(scratch, "csv")
    #expect(none.status == Self.missingFile && none.errors.contains("not the folder"))
    try run(scratch)
    func refused(_ status: Int32, _ words: String, file: String, _ change: (String) -> String?)
      throws
    {
      let name = "run/\(file)"
      let text = try scratch.text(name)
      if let changed = change(text) {
        try changed.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
      } else {
        try FileManager.default.removeItem(atPath: scratch.path(name))
      }
      let result = try export(scratch, "csv")
      #expect(result.status == status, "\(words)")
      #expect(result.errors.contains(file) && result.errors.contains(words), "\(result.errors)")
      #expect(try scratch.names() == ["run"], "\(words)")
      try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
    }
    try refused(Self.badData, "is one of version 99.0", file: "manifest.json") {
      $0.replacingOccurrences(of: "\"version\": \"0", with: "\"version\": \"99")
        .replacingOccurrences(of: "99.1.0", with: "99.0")
    }
    try refused(Self.badData, "cut short", file: "outcomes.csv") { String($0.dropLast(100)) }
    try refused(Self.badData, "was changed", file: "outcomes.csv") {
      $0.replacingOccurrences(of: "education_only,5,", with: "education_only,6,")
    }
    try refused(Self.badData, "was changed", file: "outcomes.csv") { $0 + "\n" }
    try refused(Self.missingFile, "is missing", file: "factors.csv") { _ in nil }
    #expect(try export(scratch, "csv").status == 0)
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    let scratch = try Scratch()
    try run(scratch)
    for (more, words) in [
      (["--table", "outcome"], "did you mean outcomes?"),
      (["--outcomes", "incom"], "did you mean income?"), (["--single"], "for netcdf"),
      (["--table", "factors", "--outcomes", "income"], "for the table of outcomes"),
    ] {
      let result = try export(scratch, "csv", more)
      #expect(result.status == Self.usage && result.errors.contains(words), "\(result.errors)")
    }
    #expect(try export(scratch, "csv").status == 0)
    #expect(try export(scratch, "csv").status == Self.cannotCreate)
    let paths = try Program.run(["run", Program.generic, "--paths", "income"])
    #expect(paths.status == Self.usage && paths.errors.contains("--paths needs --out"))
    let unknown = try Program.run([
      "run", Program.generic, "--paths", "incom", "--out", scratch.path("other"),
    ])
    #expect(unknown.status == Self.usage && unknown.errors.contains("did you mean income?"))
    #expect(try scratch.names() == ["file", "run"])
  }

  @Test func drawsOfACalibrationAreKeptAndExported() throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("Models"), withDestinationPath: Program.package + "/Models")
    try CalibrateTests.small.write(
      toFile: scratch.path("small.yaml"), atomically: true, encoding: .utf8)
    let arguments = [
      "calibrate", scratch.path("small.yaml"), "--out", scratch.path("fit.yaml"), "--draws",
      "--accept-unconverged",
    ]
    let result = try Program.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    let posterior = Table(try scratch.text("fit.posterior.csv"))
    let prior = Table(try scratch.text("fit.prior.csv"))
    #expect(posterior.rows.count == 2 * 224 && prior.rows.count == 2 * 224)
    #expect(Array(posterior.header.dropFirst(5)) == Array(prior.header.dropFirst(2)))
    #expect(Array(posterior.header.dropFirst(5)) == Table(try scratch.text("fit.csv")).header)
    #expect(Table(try scratch.text("fit.observed.csv")).rows.contains { $0[0] == "chile" })
    #expect(try Program.run(arguments).status == Self.cannotCreate)
    let draws = [
      "export", scratch.path("fit.yaml"), "--as", "arviz", "--out", scratch.path("fit.nc"),
    ]
    if NetCDFReading.library != nil {
      #expect(try Program.run(draws).status == 0)
      let file = try NetCDFReading(scratch.path("fit.nc"))
      for (group, table) in [("posterior", posterior), ("prior", prior)] {
        #expect(
          try file.numbers("absorption_speed", group: group, count: 2 * 224)
            == table.numbers("absorption_speed"))
      }
      #expect(
        try file.numbers("lp", group: "sample_stats", count: 2 * 224) == posterior.numbers("lp"))
    }
    try String(scratch.text("fit.prior.csv").dropLast()).write(
      toFile: scratch.path("fit.prior.csv"), atomically: true, encoding: .utf8)
    let short = try Program.run(draws + ["--force"])
    #expect(short.status == Self.badData || NetCDFReading.library == nil)
    #expect(short.errors.contains("cut short") || NetCDFReading.library == nil)
  }
}
