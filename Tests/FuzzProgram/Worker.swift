import Foundation
import FuzzSupport
import TestSupport

/// The process that reads.
struct Worker {
  /// Where progress, the current input and sentences about findings are left.
  let folder: String

  /// Reads inputs of one reader, those of a corpus or those of a seed.
  func run(_ name: String, first: Int, end: Int, seed: UInt64, replay: String?) throws {
    let bench = try Workbench(package: repository.path)
    guard let reader = try FuzzReader.all(bench).first(where: { $0.name == name }) else {
      throw ExitNote("there is no reader \(name)")
    }
    let campaign = Campaign(folder: folder)
    let log = folder + "/complaints"
    func note(_ number: Int, _ bytes: [UInt8], _ sentence: String) {
      let place = "\(folder)/complaint-\(number)"
      try? Data(bytes).write(to: URL(fileURLWithPath: place))
      let line = "\(number)\t\(sentence.replacing("\n", with: " | "))\n"
      if let file = fopen(log, "a") {
        fputs(line, file)
        fclose(file)
      }
    }
    if let replay {
      let entries = try Corpus.entries(in: replay).filter { $0.reader == name }
      for number in max(first, 0)..<max(first, min(end, entries.count)) {
        if let sentence = campaign.read(entries[number].bytes, with: reader, number: number) {
          note(number, entries[number].bytes, sentence)
        }
      }
      return
    }
    campaign.run(reader, numbers: first..<end, seed: seed, complaint: note)
  }
}

/// A sentence that ends the program.
struct ExitNote: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
