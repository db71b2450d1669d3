import Foundation
import FuzzSupport
import TestSupport

/// Starts workers, keeps what killed them, and goes on behind it.
struct Supervisor {
  private let findings: String
  private let seed: UInt64
  /// Inputs of one worker, so that what a process keeps does not add up.
  private static let stretch = 50_000
  /// Findings of one reader after which it is left alone.
  private static let enough = 100

  init(findings: String, seed: UInt64) throws {
    self.findings = findings
    self.seed = seed
  }

  /// What came of one reader.
  private struct Tally {
    var (valid, refused, found, peak, seconds) = (0, 0, 0, 0, 0.0)
  }

  /// Reads inputs of a seed.
  ///
  /// - Returns: whether nothing was found.
  func run(_ names: [String]?, inputs: Int) throws -> Bool {
    let readers = try shares()
    for name in names ?? [] where !readers.contains(where: { $0.name == name }) {
      throw ExitNote(
        "there is no reader \(name); there are \(readers.map(\.name).joined(separator: ", "))")
    }
    let chosen = readers.filter { names?.contains($0.name) ?? true }
    let shares = chosen.reduce(0) { $0 + $1.share }
    header()
    var total = Tally()
    for reader in chosen {
      let tally = try run(reader.name, count: max(1, inputs * reader.share / shares), replay: nil)
      add(tally, to: &total)
      line(reader.name, tally)
    }
    line("all", total)
    return total.found == 0
  }

  /// Reads the inputs of a folder.
  ///
  /// - Returns: whether nothing was found.
  func replay(_ folder: String) throws -> Bool {
    let entries = try Corpus.entries(in: folder)
    header()
    var total = Tally()
    for (name, own) in Dictionary(grouping: entries, by: \.reader).sorted(by: { $0.key < $1.key }) {
      let tally = try run(name, count: own.count, replay: folder)
      add(tally, to: &total)
      line(name, tally)
    }
    line("all", total)
    return total.found == 0
  }

  private func shares() throws -> [(name: String, share: Int)] {
    let bench = try Workbench(package: repository.path)
    return try FuzzReader.all(bench).map { ($0.name, $0.share) }
  }

  private func run(_ name: String, count: Int, replay: String?) throws -> Tally {
    let folder = NSTemporaryDirectory() + "/latecomer-fuzz-work-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var tally = Tally()
    var first = 0
    let began = ContinuousClock.now
    while first < count && tally.found < Self.enough {
      let end = min(count, first + Self.stretch)
      let (status, isSignal) = try work(name, folder, first: first, end: end, replay: replay)
      let progress = Campaign.progress(in: folder)
      tally.valid += progress?.valid ?? 0
      tally.refused += progress?.refused ?? 0
      tally.peak = max(tally.peak, progress?.peak ?? 0)
      tally.found += try collect(name, folder)
      if status == 0 && !isSignal {
        first = end
        continue
      }
      guard let progress, progress.number >= first else {
        throw ExitNote("the worker of \(name) did not begin")
      }
      let cause =
        isSignal
        ? "signal-\(status)"
        : status == Campaign.hung
          ? "hang" : status == Campaign.swollen ? "memory" : "exit-\(status)"
      let bytes = FileManager.default.contents(atPath: folder + "/input") ?? Data()
      try keep(bytes, name, progress.number, cause + lastWords(folder))
      tally.found += 1
      first = progress.number + 1
    }
    tally.seconds = Double(began.duration(to: .now).components.seconds)
    return tally
  }

  private func work(
    _ name: String, _ folder: String, first: Int, end: Int, replay: String?
  ) throws -> (status: Int32, isSignal: Bool) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    process.arguments =
      [
        "--work", folder, "--reader", name, "--first", "\(first)", "--end", "\(end)", "--seed",
        "\(seed)",
      ]
      + (replay.map { ["--replay", $0] } ?? [])
    let errors = folder + "/errors"
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, process.terminationReason == .uncaughtSignal)
  }

  /// What a worker said before it ended, and where in the sources it was.
  private func lastWords(_ folder: String) -> String {
    let text =
      FileManager.default.contents(atPath: folder + "/errors").map {
        String(decoding: $0, as: UTF8.self)
      } ?? ""
    let lines = text.split(separator: "\n")
    let words = lines.first { $0.contains("rror:") }.map { ": \($0)" } ?? ""
    let frame = lines.first {
      $0.contains("latecomer-fuzz at ") && $0.contains("/Sources/") && !$0.contains("checkouts")
    }
    return words + (frame.map { " at " + ($0.split(separator: "/").last ?? "") } ?? "")
  }

  /// Takes over the unsound answers of a worker.
  private func collect(_ name: String, _ folder: String) throws -> Int {
    let path = folder + "/complaints"
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1)
      let bytes = FileManager.default.contents(atPath: "\(folder)/complaint-\(parts[0])") ?? Data()
      try keep(bytes, name, Int(parts[0]) ?? 0, parts.count > 1 ? String(parts[1]) : "")
    }
    try FileManager.default.removeItem(atPath: path)
    return lines.count
  }

  private func keep(_ bytes: Data, _ name: String, _ number: Int, _ cause: String) throws {
    let folder = "\(findings)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(seed)-\(number)"))
    print("FOUND \(name) \(seed)-\(number) (\(bytes.count) bytes): \(cause.prefix(400))")
    fflush(nil)
  }

  private func add(_ tally: Tally, to total: inout Tally) {
    total.valid += tally.valid
    total.refused += tally.refused
    total.found += tally.found
    total.peak = max(total.peak, tally.peak)
    total.seconds += tally.seconds
  }

  private func header() { row("reader", "inputs", "valid", "refused", "found", "MiB", "s") }

  private func line(_ name: String, _ tally: Tally) {
    row(
      name, "\(tally.valid + tally.refused)", "\(tally.valid)", "\(tally.refused)",
      "\(tally.found)", "\(tally.peak >> 20)",
      "\(Int(tally.seconds))")
    fflush(nil)
  }

  private func row(_ cells: String...) {
    print(
      cells.enumerated().map { index, cell in
        let blanks = String(repeating: " ", count: max(0, (index == 0 ? 16 : 9) - cell.count))
        return index == 0 ? cell + blanks : blanks + cell
      }.joined())
  }
}
