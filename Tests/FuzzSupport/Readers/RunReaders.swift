import Calibration
import Ensembles
import NumericCore
import Reporting
import Scenarios
import Studies

extension FuzzReader {
  /// Readers of what the program wrote itself: folders of runs, logs, draws, states of a sampler.
  static func runs(_ bench: Workbench) throws -> [FuzzReader] {
    let seed = try RunSeed(bench)
    let folder = seed.folder
    func version(_ model: String) -> String? {
      seed.session.model.name == model ? seed.session.model.version : nil
    }
    func readRun() throws {
      _ = try FinishedRun(
        folder, version: RunSeed.version, modelVersion: version, outcomes: [], readsFactors: true)
    }
    func readTables() throws {
      let archive = try RunArchive(folder, version: RunSeed.version, modelVersion: version)
      for name in ["outcomes", "factors"] {
        let table = try archive.table(name, belief: 0)
        for piece in 0..<table.pieceCount { _ = try table.rows(ofPiece: piece) }
      }
    }
    /// Writes one file of the run and the manifest that fits it; the others are as the run wrote them.
    func lay(_ bytes: [UInt8], as name: String) throws {
      for (other, content) in seed.files where other != name && other != "manifest.json" {
        if other == "blocks.log" || other == "yearly.csv" { continue }
        try bench.write(content, "run/" + other)
      }
      try bench.write(bytes, "run/" + name)
      if name != "manifest.json" {
        try bench.write(seed.manifest(of: bytes, as: name), "run/manifest.json")
      }
    }
    func table(_ name: String) -> FuzzReader {
      FuzzReader("run-" + name, seeds: [seed.files[name + ".csv"]!], share: 40, hasLines: false) {
        try lay($0, as: name + ".csv")
        if $0.count % 2 == 0 { try readRun() } else { try readTables() }
      }
    }
    return [
      FuzzReader(
        "manifest", seeds: [seed.files["manifest.json"]!], share: 25, hasLines: false,
        seal: RunSeed.sealed
      ) {
        try lay($0, as: "manifest.json")
        switch $0.count % 4 {
        case 0: try readRun()
        case 1: try readTables()
        case 2: _ = try StoredStudy(folder: folder, version: RunSeed.version, modelVersion: version)
        default: _ = try RunRecord(folder: folder, version: RunSeed.version, modelVersion: version)
        }
      },
      table("outcomes"), table("factors"),
      FuzzReader(
        "run-log", seeds: [seed.files["blocks.log"]!], share: 10, hasLines: false,
        seal: LogSeal.sealed
      ) {
        var session = seed.session
        try session.keep(in: RunLog(path: bench.write($0, "log/blocks.log"), isReadOnly: true))
        _ = try session.compare(under: session.beliefs(nil)[0])
      },
      draws(bench), state(),
    ]
  }

  /// The record of draws beside an ensemble.
  private static func draws(_ bench: Workbench) -> FuzzReader {
    let tables = [
      (
        "input.posterior.csv",
        "chain,draw,lp,log_likelihood,acceptance_rate,x\n0,0,1,1,1,1\n0,1,1,1,1,2\n"
      ),
      ("input.prior.csv", "chain,draw,x\n0,0,1\n0,1,2\n"),
      ("input.observed.csv", "economy,year,income\njapan,1990,0.5\n"),
    ]
    let entries = tables.map {
      "{\"name\": \"\($0.0)\", \"bytes\": \($0.1.utf8.count), \"hash\": \"\(FNV1a.digest(of: Array($0.1.utf8)))\"}"
    }.joined(separator: ", ")
    let record =
      "{\"version\": \"\(RunSeed.version)\", \"modelVersion\": \"third\", \"name\": \"n\", \"summary\": \"s\", \"calibration\": \"c\", "
      + "\"seed\": 1, \"runs\": 1, \"particles\": 2, \"converged\": true, \"command\": \"latecomer calibrate\", \"files\": [\(entries)]}"
    return FuzzReader("draws", seeds: [Array(record.utf8)], share: 60, hasLines: false) {
      for (name, text) in tables { try bench.write(text, "draws/" + name) }
      try bench.write($0, "draws/input.draws.json")
      _ = try CalibrationArchive(bench.path("draws/input.yaml"), version: RunSeed.version)
    }
  }

  /// The state of a sampler that was stopped.
  private static func state() -> FuzzReader {
    let words: [UInt64] =
      [0x314D_5345_5441_4C43, 1, 2, 3, 1, 9]
      + [UInt64](repeating: 1.0.bitPattern, count: 3 + 7 + 3 + 6)
    let bytes = words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    let seal: ([UInt8]) -> [UInt8] = {
      LogSeal.withChecksum(Array($0.prefix($0.count / 8 * 8).dropLast(8)))
    }
    return FuzzReader(
      "sampler-state", seeds: [LogSeal.withChecksum(bytes)], share: 120, hasLines: false, seal: seal
    ) {
      if SamplerState(bytes: $0, fingerprint: 1) == nil { throw SoundRefusal() }
    }
  }
}
