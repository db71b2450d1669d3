import NumericCore
import Scenarios

/// What a finished run says of itself.
extension RunRecord: Report {
  /// Provenance, inputs, files and the answer.
  public var document: Document {
    var facts: [Document.Block] = [
      .text("\(folder) holds a finished run, every file as it was written.")
    ]
    for (label, text) in self.facts { facts.append(.entry(label, text)) }
    return Document([
      facts,
      [.heading("INPUTS"), .table(Self.table(inputs))],
      [.heading("FILES"), .table(Self.table(files))],
      answer.isEmpty ? [] : [.text(answer.map(Self.trimmed).joined(separator: " "))],
    ])
  }

  /// One line a subject.
  private var facts: [(String, String)] {
    let program = command.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let words = [program].compactMap { $0 } + command.dropFirst()
    return [
      ("Question", study.question),
      ("Command", words.joined(separator: " ")),
      ("Begun", "\(started), done in \(ProgressLine.duration(seconds))"),
      (
        "Machine",
        "\(machine.processor), \(Figures.count(threads, "thread")), \(machine.operatingSystem)"
      ),
      ("Version", "latecomer \(version), model \(model) \(modelVersion), kernel \(vectorPath)"),
      ("Study", "\(studyPath), hash \(studyHash)"),
      ("Seed", String(seed)),
      ("Design", design),
      ("Beliefs", beliefs.joined(separator: ", ")),
      ("Scenarios", scenarios.joined(separator: ", ")),
      ("Ranked by", rankedBy.isEmpty ? "-" : "\(rankedBy), against \(baseline)"),
      (
        "Failures",
        failed == 0 ? "none" : "\(Figures.count(failed, "run")) failed; see failures.csv"
      ),
    ]
  }

  private static func table(_ files: [File]) -> Table {
    Table(
      [.name("file"), .number("bytes"), .text("digest (FNV-1a)")],
      rows: files.map { [.text($0.name), .whole($0.bytes), .text($0.hash)] })
  }

  private static func trimmed(_ line: String) -> String {
    String(line.drop { $0 == " " })
  }
}

extension RunRecord: JSONConvertible {
  /// Everything, files with `name`, `bytes` and `hash`.
  public var json: JSONValue {
    [
      "folder": folder, "isWhole": true, "question": study.question, "command": command,
      "started": started, "ended": ended, "seconds": seconds,
      "machine": [
        "processor": machine.processor, "cores": machine.cores,
        "operatingSystem": machine.operatingSystem,
      ] as JSONValue,
      "threads": threads, "version": version, "model": model, "modelVersion": modelVersion,
      "vectorPath": vectorPath, "study": studyPath, "studyHash": studyHash, "seed": seed,
      "design": design, "futures": futures, "beliefs": beliefs, "scenarios": scenarios,
      "rankedBy": rankedBy, "baseline": baseline, "failed": failed,
      "inputs": inputs.json(\.json), "files": files.json(\.json), "answer": answer,
    ]
  }
}

extension RunRecord.File: JSONConvertible {
  /// Name, size and digest.
  public var json: JSONValue { ["name": name, "bytes": bytes, "hash": hash] }
}
