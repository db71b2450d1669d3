import Analysis
import Studies

/// What an attribution says, in sentences.
struct AttributionSentences {
  let result: StudyAttribution

  private var first: String { Figures.mix(result.first.name) }
  private var second: String { Figures.mix(result.second.name) }
  private var difference: Estimate { result.attribution.difference }
  private var decimals: Int {
    Figures.decimals(for: result.parts.map(\.share.value.value) + [difference.value])
  }

  private func number(_ value: Double) -> String {
    Figures.fixed(value, decimals: decimals, showsPlus: true)
  }

  private func percent(_ value: Double) -> String {
    result.percent(value).map { Figures.fixed($0, decimals: 1, showsPlus: true) + " %" } ?? "-"
  }

  /// The sentences with their labels.
  var answers: [(label: String, text: String)] {
    var answers: [(label: String, text: String)] = [("ANSWER", answer), ("LEVERS", levers)]
    if let free { answers.append(("FREE", free)) }
    if let channels { answers.append(("CHANNELS", channels)) }
    answers.append(("SYNERGY", synergy))
    if let time { answers.append(("WHEN", time)) }
    return answers
  }

  private var answer: String {
    let interval =
      "\(Figures.interval(difference, decimals: decimals)), "
      + "\(percent(difference.value)) [\(percent(difference.low)), \(percent(difference.high))] of "
      + "what \(second) has"
    let verdict =
      !result.isClear
      ? "is not told apart from \(second)"
      : "has \(difference.value > 0 ? "more" : "less") than \(second)"
        + (result.isBetter ? ", which is better" : ", which is worse")
    return "Expected \(result.outcome.name): \(first) \(verdict): \(interval)."
  }

  private var levers: String {
    // Where the difference is not told from 0 its sign says nothing: then what gains stands first.
    let sign = result.isClear ? difference.value : result.gain(1)
    let toward = result.parts.filter { $0.share.value.value * sign > 0 }
    let against = result.parts.filter { $0.share.value.value * sign < 0 }
    func words(_ parts: [StudyAttribution.Part], _ count: Int) -> String {
      let shown = parts.prefix(count).map {
        "\($0.part.name) (\(number($0.share.value.value)))"
      }
      let more = parts.count - shown.count
      return Figures.list(shown) + (more > 0 ? " (\(more) more help)" : "")
    }
    if result.parts.count == 1 {
      return "The mixes differ in \(result.parts[0].part.name) alone, which does all of it."
    }
    if toward.isEmpty { return "No part moves the outcome." }
    if !result.isClear {
      return "For \(first) speak \(words(toward, 3))"
        + (against.isEmpty ? "." : "; against it \(words(against, 2)).")
    }
    let main = "\(toward.count > 3 ? "Most of it comes" : "It comes") from \(words(toward, 3))"
    return main + (against.isEmpty ? "." : "; against it work \(words(against, 2)).")
  }

  /// Through what the difference comes about; nil where it is not accounted for or not told from 0.
  private var channels: String? {
    guard let (channels, split) = result.channels, result.isClear else { return nil }
    func words(_ parts: [ChannelSplit.Part]) -> String {
      Figures.list(
        parts.map { part in
          let channel = channels[part.channel].name.replacing("_", with: " ")
          guard split.isScaled else { return "\(channel) (\(number(part.value)))" }
          let share = result.percentOfDifference(part.value) ?? 0
          return "\(channel) (\(Figures.fixed(share, decimals: 0)) %)"
        })
    }
    let sign = difference.value
    let toward = split.weighty.filter { $0.value * sign > 0 }.prefix(3)
    let against = split.weighty.filter { $0.value * sign < 0 }.prefix(2)
    if toward.isEmpty { return nil }
    return "It comes about through \(words(Array(toward)))"
      + (against.isEmpty ? "." : "; against it go \(words(Array(against))).")
  }

  /// What gains and costs nothing, a warning; nil without any.
  private var free: String? {
    let gains = result.parts.filter(\.isFreeGain)
    if gains.isEmpty { return nil }
    let names = Figures.list(gains.map(\.part.name), limit: 6)
    let sum = gains.reduce(0.0) { $0 + $1.share.value.value }
    return
      "\(names) \(gains.count == 1 ? "gains" : "gain") \(number(sum)) and \(gains.count == 1 ? "has" : "have") no cost in "
      + "the model: whoever cannot have \(gains.count == 1 ? "it" : "them") for nothing has to take this off."
  }

  private var synergy: String {
    let value = result.attribution.synergy
    if result.parts.count == 1 { return "A single part has no synergy." }
    let interval = Figures.interval(value, decimals: decimals)
    if value.low <= 0 && value.high >= 0 {
      return "The parts together give about what they give one by one: \(interval)."
    }
    return
      "Together the parts give \(value.value > 0 ? "more" : "less") than the sum of what each gives alone, by \(interval)."
  }

  /// A difference that was twice as large before has faded.
  private static let fadedRatio = 2.0

  /// When the difference comes about; nil without years.
  private var time: String? {
    let whole = difference.value
    guard let last = result.years.last, whole != 0, last.gap.value != 0 else { return nil }
    let sign = last.gap.value > 0 ? 1.0 : -1.0
    let end = Figures.year(last.year)
    let largest = result.years.reduce(last) {
      $1.gap.value.magnitude > $0.gap.value.magnitude ? $1 : $0
    }
    if largest.gap.value.magnitude > Self.fadedRatio * last.gap.value.magnitude {
      return "The difference so far is largest in \(Figures.year(largest.year)), "
        + "\(number(largest.gap.value)), and most of it is lost again by \(end)."
    }
    let half = result.years.lastIndex { sign * $0.gap.value < sign * last.gap.value / 2 }
    let behind = result.years.last { sign * $0.gap.value < 0 && $0.year < last.year }
    var sentence = ""
    if let behind {
      sentence =
        "Until \(Figures.year(behind.year)) the difference has the other sign"
    }
    if let half, half + 1 < result.years.count {
      let year = Figures.year(result.years[half + 1].year)
      sentence +=
        (sentence.isEmpty ? "Half" : "; half")
        + " of what stands in \(end) is there by \(year)"
    }
    return sentence.isEmpty ? nil : sentence + "."
  }

  /// How it was computed.
  var conventions: [(label: String, text: String)] {
    let every =
      result.orderCount == 0
      ? "all \(Figures.grouped(result.mixCount)) mixes between the two were run"
      : "\(Figures.grouped(result.mixCount)) mixes between the two were run, along \(Figures.grouped(result.orderCount)) "
        + "orders of exchange drawn at random; what that leaves is part of the intervals"
    var notes: [(label: String, text: String)] = [
      (
        "runs",
        "\(every), on the same \(Figures.grouped(result.futures)) futures\(Figures.leftOut(result.failed))"
      ),
      ("intervals", "95 %, from the error groups of the design, as in a comparison"),
    ]
    if let split = result.channels?.split {
      notes.append(
        (
          "channels",
          "logarithmic means of what consumption is made of, step by step by the reference model, in the first "
            + "\(Figures.count(split.futures, "future"))\(Figures.leftOut(split.failed)); "
            + (split.isScaled
              ? "their shares are applied to the difference of all"
              : "they nearly cancel and are shown as these futures have them, whose sum differs a little from that of all")
        ))
    }
    if !result.session.budgeted.isEmpty {
      notes.append(
        (
          "budget",
          "the two mixes are those the study's budget leaves; mixes between them are not scaled again"
        ))
    }
    return notes
  }
}
