import ModelContract
import NumericCore
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Analysis
@testable import Ensembles

/// Every summary the engine keeps goes to bytes and back, and what is merged afterwards has the same bits.
@Suite("Summaries as bytes")
struct SummaryBytesTests {
  /// Two and a half blocks.
  private static let futures = 640
  private static let policies = [
    FunctionStudy.policy("a", dial: 1), FunctionStudy.policy("b", dial: 2, base: -0.4),
  ]

  /// Fails in some futures and has luck.
  private static let model = FunctionModel(
    count: 2, function: { $0[0] > 0.97 ? .nan : $0[0] - $0[1] }, noise: 1)

  private func experiment() throws -> Experiment {
    let design = try Design(.init(kind: .random, futures: Self.futures, seed: 5))
    let draws = try DrawSource(
      design: design, columns: FunctionStudy.columns(2), copula: nil, joint: nil)
    return Experiment(
      model: Self.model, policies: Self.policies,
      scenarios: ["calm", "storm"].map {
        ExperimentScenario(
          world: FunctionStudy.world($0, reference: Self.policies[0]), probability: nil,
          draws: draws)
      }, design: design)
  }

  /// Blocks of a plan, computed apart, written, read and merged, are the run of the whole plan.
  private func check<Plan: BlockPlan>(_ plan: Plan) throws {
    let context = RunContext(threads: 1)
    let whole = try Engine.run(plan, context: RunContext(threads: 2)).summary.encoded()
    let parts = try (0..<plan.blockCount).map {
      try Engine.run(plan, blocks: $0..<$0 + 1, context: context).summary
    }
    #expect(parts.count > 1)
    try check(parts, empty: plan.makeSummary(), whole: whole)
  }

  private func check<Summary: BlockSummary>(
    _ parts: [Summary], empty: Summary, whole: [UInt8]
  ) throws {
    let bytes = parts.map { $0.encoded() }
    let read = try bytes.map { try empty.decoded(from: $0) }
    #expect(read.map { $0.encoded() } == bytes)
    for list in [parts, read] {
      var merged = list[0]
      for part in list.dropFirst() { merged.merge(part) }
      #expect(merged.encoded() == whole)
    }
    var fromEmpty = empty
    for part in parts { fromEmpty.merge(part) }
    #expect(fromEmpty.encoded() == whole)
    #expect(try empty.decoded(from: whole).encoded() == whole)
    #expect(try empty.decoded(from: empty.encoded()).encoded() == empty.encoded())
    refusesDamage(bytes[0], empty: empty)
  }

  /// Torn bytes and changed ones are refused; changes that come with a right checksum may make another summary,
  /// which then merges, or are refused, and never end the program.
  private func refusesDamage<Summary: BlockSummary>(_ bytes: [UInt8], empty: Summary) {
    for step in 0..<40 {
      let length = bytes.count * step / 40
      #expect(throws: SummaryError.self) { try empty.decoded(from: Array(bytes.prefix(length))) }
    }
    #expect(throws: SummaryError.self) { try empty.decoded(from: bytes + [0]) }
    var numbers = NormalStream(seed: 3)
    for _ in 0..<200 {
      var damaged = bytes
      let place = Int(numbers.uniform() * Double(bytes.count))
      damaged[place] ^= 1 << UInt8(numbers.uniform() * 8)
      #expect(throws: SummaryError.self) { try empty.decoded(from: damaged) }
      let content = damaged.dropLast(8)
      let checksum = ByteArchive.checksum(Array(content))
      let forged = content + withUnsafeBytes(of: checksum.littleEndian) { Array($0) }
      if var other = try? empty.decoded(from: Array(forged)) { other.merge(other) }
    }
  }

  @Test("experiments: outcomes, failures, paired means")
  func experiments() throws {
    let experiment = try experiment()
    let model = Self.model
    try check(ExperimentPlan(experiment) { OutcomeTable(model: model) })
    try check(ExperimentPlan(experiment) { PairedMeans(outcome: 0, baseline: 1) })
    let failures = try Engine.run(
      ExperimentPlan(experiment) { PairedMeans(outcome: 0, baseline: 1) },
      context: RunContext(threads: 1)
    ).summary.failures
    #expect(failures.total > 10)
  }

  @Test("comparisons, with an ensemble and failed runs")
  func comparisons() throws {
    let study = try MergingTests.study()
    let value: SyntheticStudy.Formula = { scenario, policy, outcome, future in
      let value = MergingTests.value(scenario, policy, outcome, future)
      return outcome == 0 && value > 2 ? .nan : value
    }
    let parts = study.blocks(futures: 700, value)
    let whole = study.run(futures: 700, value)
    try check(parts, empty: ComparisonAccumulator(settings: study.settings), whole: whole.encoded())
    #expect(whole.failures.count > 0)
    let other = try SyntheticStudy(policies: 2, groups: 32)
    #expect(throws: SummaryError.self) {
      try ComparisonAccumulator(settings: other.settings).decoded(from: parts[0].encoded())
    }
    let decoded = try ComparisonAccumulator(settings: study.settings).decoded(from: whole.encoded())
    #expect(decoded.finish() == whole.finish())
  }

  @Test("sweeps")
  func sweeps() throws {
    let experiment = try experiment()
    let grid = SweepGrid([SweepAxis(name: "dial", kind: .lever, unit: "-", levels: [1, 2])])
    let empty = try SweepAccumulator(
      grid: grid, model: Self.model, outcome: "value", direction: .maximize,
      scenarios: ["calm", "storm"].map { Scenario(name: $0) },
      groupCount: experiment.design.groupCount)
    try check(ExperimentPlan(experiment) { empty })
  }

  @Test("rows of designs and their failures")
  func rows() throws {
    let targets = [
      Query(.outcome(of: "a"), outcome: "value"),
      Query(.difference("b", minus: "a"), outcome: "value"),
    ]
    let (runs, _) = try FunctionStudy.runs(
      Self.model, policies: Self.policies, points: 1024, targets: targets)
    let empty = RowOutcomes(targets: 2, rows: runs.rows.rowCount, columns: 2)
    try check(RowPlan(runs) { empty })
    for (layout, hasPairs) in [
      (PickFreezeDesign.Layout.symmetric, true), (.symmetric, false), (.economical, false),
    ] {
      let (runs, _) = try FunctionStudy.runs(
        Self.model, policies: Self.policies, points: 1024, targets: targets, layout: layout)
      let empty = PickFreezeTargets(
        design: runs.design, pilot: try runs.pilot(), factorCount: 2, hasPairs: hasPairs)
      try check(RowPlan(runs) { empty })
    }
  }

  @Test("quantile sketches, exact and compacted")
  func sketches() throws {
    var numbers = NormalStream(seed: 8)
    for count in [0, 1, 8192, 8193, 50_000] {
      var sketch = QuantileSketch()
      sketch.add(contentsOf: numbers.normals(count) + (count > 1 ? [.infinity] : []))
      var archive = ByteArchive()
      var copy = sketch
      try archive.code(&copy)
      var reader = ByteArchive(reading: archive.bytes)
      var read = QuantileSketch()
      try reader.code(&read)
      #expect(read == sketch && read.count == sketch.count)
    }
    #expect(QuantileSketch((recent: [.nan], levels: [], raising: [], lowering: [])) == nil)
  }

  @Test("bits of numbers that are no numbers survive, and so do texts")
  func values() throws {
    var numbers = [0.0, -0.0, .nan, -.infinity, Double(bitPattern: 0x7FF4_0000_0000_0001), .leastNonzeroMagnitude]
    var (text, truth, range) = ("Ökonomie", true, 3..<9)
    var archive = ByteArchive()
    try archive.code(&numbers)
    try archive.code(&text)
    try archive.code(&truth)
    try archive.code(&range)
    var reader = ByteArchive(reading: archive.bytes)
    var (read, label, flag, span) = ([Double](), "", false, 0..<0)
    try reader.code(&read)
    try reader.code(&label)
    try reader.code(&flag)
    try reader.code(&span)
    try reader.requireEnd()
    #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(label == text && flag == truth && span == range)
  }
}
