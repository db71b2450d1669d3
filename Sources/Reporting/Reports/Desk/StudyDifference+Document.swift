import Analysis
import Scenarios
import Studies
import StudyContract

/// What changed from one run to another.
extension StudyDifference: Report {
  /// What was run, what went in, what came out; sections in which nothing differs say so.
  public var document: Document {
    var document = Document([
      [
        .title("From \(old.name) to \(new.name)"),
        .entry("Study", name),
        .entry("ANSWER", answer),
      ]
    ])
    document.add(circumstancesSection)
    document.add(filesSection)
    document.add(statementsSection)
    for answer in answers ?? [] { document.add(section(answer)) }
    if let answers, !answers.isEmpty { document.add([.note(meanings)]) }
    return document
  }

  private var name: String {
    let names = [old, new].map { $0.session.study.name }
    return names[0] == names[1] ? names[0] : "\(names[0]), then \(names[1])"
  }

  /// Design, seed, versions and machine code: label, before, after.
  var circumstances: [(label: String, old: String, new: String)] {
    func row(_ label: String, _ text: (Side) -> String) -> (String, String, String) {
      (label, text(old), text(new))
    }
    // What one study alone has is a difference of what went in.
    let (before, after) = (old.session.study, new.session.study)
    let scenarios = Set(before.scenarios.map(\.name)).intersection(after.scenarios.map(\.name))
    let mixes = Set(before.policies.map(\.name)).intersection(after.policies.map(\.name))
    func chosen(_ names: [String], _ common: Set<String>) -> String {
      names.filter(common.contains).joined(separator: ", ")
    }
    let rows: [(label: String, old: String, new: String)] = [
      row("design") { DesignText.text($0.session.design) },
      row("seed") { String($0.session.design.specification.seed) },
      row("luck") { $0.session.hasNoise ? "drawn" : "off" },
      row("beliefs") { $0.beliefs.map(\.name).joined(separator: ", ") },
      row("scenarios") { chosen($0.session.scenarios.map(\.name), scenarios) },
      row("mixes") { chosen($0.session.selected.map(\.name), mixes) },
      row("version") { $0.record?.version ?? "this program" },
      row("model") { "\($0.session.model.name) \($0.session.model.version)" },
      row("kernel") { $0.record?.vectorPath ?? $0.session.model.vectorPath },
    ]
    // A study that was not run yet has the version that would run it.
    return rows.filter {
      $0.old != $0.new && !($0.label == "version" && (old.record == nil || new.record == nil))
    }
  }

  private var circumstancesSection: [Document.Block] {
    if circumstances.isEmpty {
      return [.entry("Run", "by the same design, seed, choice of mixes, version and kernel.")]
    }
    return [
      .heading("HOW IT WAS RUN"),
      .table(
        Table(
          [.name("what"), .text("before"), .text("after")],
          rows: circumstances.map { [.text($0.label), .text($0.old), .text($0.new)] })),
    ]
  }

  private var filesSection: [Document.Block] {
    if files.isEmpty {
      return [.entry("Inputs", "the same files, to the last byte.")]
    }
    func text(_ file: RunRecord.File?) -> String { file?.hash ?? "-" }
    return [
      .heading("FILES THAT WENT IN"),
      .table(
        Table(
          [.name("file"), .text("digest", "before"), .text("digest", "after")],
          rows: files.map { [.text($0.name), .text(text($0.old)), .text(text($0.new))] })),
    ]
  }

  private var statementsSection: [Document.Block] {
    if changes.isEmpty {
      return files.isEmpty
        ? [] : [.text("The study as it is read is the same: comments, order or sources differ.")]
    }
    return [
      .heading("THE STUDY AS IT IS READ"),
      .table(
        Table(
          [.name("key"), .text("before"), .text("after")],
          rows: changes.map { change in
            let texts = change.texts
            return [.text(change.key), .text(texts.old), .text(texts.new)]
          })),
    ]
  }

  private func section(_ answer: AnswerDifference) -> [Document.Block] {
    let scenario =
      answer.scenarios.old == answer.scenarios.new
      ? answer.scenarios.new : "\(answer.scenarios.old), then \(answer.scenarios.new)"
    let isPercent = isRelative
    let decimals = decimals(answer)
    func gain(_ standing: MixDifference.Standing?) -> Table.Cell {
      guard let gain = standing?.gain else { return "-" }
      return .number(
        gain.value, shown(value: gain.value, low: gain.low, high: gain.high, decimals))
    }
    let unit = isPercent ? ", %" : ""
    return [
      .heading("ANSWERS \(Self.phrase(answer.beliefs)), scenario \(scenario)"),
      .table(
        Table(
          [
            .name("policy mix"), .number("gain" + unit, "before"), .number("gain" + unit, "after"),
            .number("change" + unit), .number("best, %", "before"), .number("best, %", "after"),
            .number("place"),
          ],
          rows: answer.mixes.map { mix in
            [
              .text(mix.policy), gain(mix.old), gain(mix.new),
              mix.change.map {
                .number($0.value, changed($0, answer))
              } ?? "-",
              .percentNumber(mix.old?.shareBest), .percentNumber(mix.new?.shareBest),
              .text(places(mix)),
            ]
          })),
    ]
  }

  private func places(_ mix: MixDifference) -> String {
    let (before, after) = (mix.old?.place, mix.new?.place)
    if before == after { return before.map(String.init) ?? "-" }
    return "\(before.map(String.init) ?? "-") to \(after.map(String.init) ?? "-")"
  }

  /// Decimals that suit the gains of a table.
  private func decimals(_ answer: AnswerDifference) -> Int {
    let gains = answer.mixes.flatMap { [$0.old?.gain.value, $0.new?.gain.value] }
      .compactMap { $0 }.filter(\.isFinite)
    return isRelative ? 1 : Figures.decimals(for: gains)
  }

  /// A change with half its interval, with a digit of the narrowest one, and a mark where it may be noise.
  private func changed(_ change: MixDifference.Change, _ answer: AnswerDifference) -> String {
    if change.isZero { return "0  " }
    let halves = answer.mixes.compactMap { mix in
      mix.change.map { ($0.high - $0.low) / 2 * (isRelative ? 100 : 1) }
    }.filter { $0 > 0 && $0.isFinite }
    let digits = Figures.decimals(for: halves.min().map { [$0] } ?? [], digits: 1)
    let decimals = max(decimals(answer), min(digits, decimals(answer) + 2))
    return shown(value: change.value, low: change.low, high: change.high, decimals)
      + (change.isWithinError ? " ~" : "  ")
  }

  /// A gain or a change with half its interval.
  private func shown(value: Double, low: Double, high: Double, _ decimals: Int) -> String {
    let scale = isRelative ? 100.0 : 1
    let half = (high - low) / 2 * scale
    return
      "\(Figures.fixed(value * scale, decimals: decimals, showsPlus: true)) +-\(Figures.fixed(half, decimals: decimals))"
  }

  private var meanings: String {
    let ranked = new.session.study.rankedBy
    let unit = isRelative ? "% of the baseline's \(ranked)" : "units of \(ranked)"
    let pairing =
      (answers ?? []).contains { $0.mixes.contains { $0.change?.isPaired == true } }
      ? "Changes are taken future by future, both runs having the same ones"
      : "Changes add the errors of both runs, whose futures differ"
    return
      "Gain: expected, over the baseline, in \(unit), +- half the 95 % interval. \(pairing). ~: the change is within its "
      + "interval of 0 and may be noise. Best: share of futures in which no mix is better."
  }

  static func phrase(_ beliefs: String) -> String {
    beliefs == "prior" ? "before fitting to history (prior)" : "fitted to history (\(beliefs))"
  }
}

extension Table.Cell {
  /// A share as a number of per cent.
  fileprivate static func percentNumber(_ share: Estimate?) -> Self {
    share.map { .number($0.value * 100, String(Figures.percent($0.value).dropLast(2))) } ?? "-"
  }
}
