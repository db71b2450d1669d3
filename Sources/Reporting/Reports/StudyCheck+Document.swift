import Ensembles
import NumericCore
import Studies

/// What a study would run, and about what that takes.
extension StudyCheck: Report {
  /// One line a subject.
  public var document: Document {
    let study = session.study
    let mixes = study.policies.map {
      $0.name == study.baseline ? "\($0.name) (the baseline)" : $0.name
    }
    let sampled = zip(beliefs, sampledFactors).map { "\($1) under the \($0.name)" }
    let (futures, threads) = (session.design.futures, session.context.threads)
    let runs = futures * study.policies.count * study.scenarios.count * beliefs.count
    let product =
      "\(Figures.grouped(runs)) = \(Figures.grouped(futures)) futures x "
      + "\(Figures.count(study.policies.count, "policy mix", "policy mixes")) x "
      + "\(Figures.count(study.scenarios.count, "scenario")) x "
      + "\(Figures.count(beliefs.count, "set of beliefs", "sets of beliefs"))"
    let seconds = secondsPerRun * Double(runs) / Double(threads)
    let time = seconds < 0.1 ? "less than 0.1 s" : "about \(ProgressLine.duration(seconds))"
    var blocks: [Document.Block] = [
      .text("\(study.source?.path ?? study.name) is valid."), .entry("Question", study.question),
      .entry("Economy", study.economy.summary),
      .entry("Policies", mixes.joined(separator: ", ")),
      .entry("Scenarios", study.scenarios.map(\.name).joined(separator: ", ")),
      .entry(
        "Factors",
        "\(sampled.joined(separator: ", ")) sampled, of \(session.model.factors.count)"),
      .entry("Design", DesignText.text(session.design)),
    ]
    if let rounding = DesignText.rounding(session.design) { blocks.append(.entry("", rounding)) }
    if let error = DesignText.error(session.design) { blocks.append(.entry("", error)) }
    blocks.append(.entry("Runs", product))
    let place = "\(Figures.count(threads, "thread")) (\(session.model.vectorPath))"
    blocks.append(.entry("Time", "\(time) on \(place), and seconds more to prepare and to tell"))
    let tables = RunFolder.bytes(session, beliefs: beliefs.count).all
    if let memory = memory.map({ $0 + rowsHeld(of: tables) }) {
      let there = WorkingMemory.available.map { ", of \(ByteCount.text($0)) there is" } ?? ""
      blocks.append(.entry("Memory", "about \(ByteCount.text(memory))\(there)"))
    }
    let room = DiskSpace.available(at: ".").map { ", of \(ByteCount.text($0)) here" } ?? ""
    blocks.append(.entry("Disk", "about \(ByteCount.text(tables)) with --out\(room)"))
    let warnings =
      study.warnings
      + (residuals.flatMap { $0.differ ? [Caveat.residuals($0).sentence] : nil } ?? [])
    blocks += warnings.map { .entry("Warning", $0) }
    return Document([blocks])
  }

  /// Bytes of rows that wait to be written, with `--out`: those of three blocks for each thread.
  private func rowsHeld(of tables: Double) -> Double {
    let futures = session.design.futures
    let block = Double(min(Experiment.blockSize, futures)) / Double(futures * beliefs.count)
    return 3 * Double(session.context.threads) * tables * block
  }
}
