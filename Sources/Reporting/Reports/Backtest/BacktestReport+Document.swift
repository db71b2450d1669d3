import Calibration
import Studies

/// A backtest in words and tables, its weaknesses in words beside the numbers.
extension BacktestReport: Report {
  /// A table for every protocol, then refits, frozen levers, orders of sectors and the placebo, and what none of this shows.
  public var document: Document {
    var document = Document([
      [
        .title("THE MODEL AGAINST HISTORY"),
        .text(
          "Root mean square errors of log income relative to the USA; 0.10 is about 10 %. Ensemble "
            + "\(ensemble), \(Figures.grouped(rows)) rows"
            + (hasConverged ? "" : ", not converged")
            + "; \(model); seed \(seed). "
            + "Smaller is better; * marks economies for which a rival is better than the model. Income is that of the "
            + "Penn World Table 10.01, of the expenditure side (exp.) or the output side, of the Maddison Project Database 2023 "
            + "(Maddi.), or of the economy's own file."
            + (isOfFittedAlone
              ? " These are the economies the ensemble was fitted to; others can be named, such as korea "
                + "(Models/studies/history) or KEN (latecomer list countries)." : "")),
      ]
    ])
    for result in protocols {
      document.add([
        .heading(result.title), .text(result.meaning), .table(Self.table(result)),
        .text(Self.forecasterSentence), .table(Self.forecasters(result)),
        .text(Self.verdict(result)),
      ])
    }
    document.add(fittedAgain)
    document.add(frozenLeverTable)
    document.add(sectorTable)
    document.add([.heading("PLACEBO"), .text(placeboSentence)])
    document.add([.heading("WHAT THIS DOES NOT SHOW"), .list(cautions)])
    return document
  }

  /// Names of income series, short enough for a column.
  private static let short = [
    "expenditure": "exp.", "output": "output", "maddison": "Maddi.", "file": "file",
  ]

  private static func table(_ result: ProtocolResult) -> Table {
    var table = Table(
      [.text("economy"), .text("series"), .number("years"), .number("model")]
        + Rivals.Kind.allCases.map { Table.Column($0.heading, .number) }
        + [
          .number("bias"), .number("CRPS"), .number("interval", "score"), .number("in", "90 %"),
          .number("in", "50 %"),
        ], indentation: 2)
    for economy in result.economies {
      let best = economy.rivals.values.min() ?? .infinity
      table.rows.append(
        [
          .text(economy.name + (best < economy.rmse ? "*" : "")),
          .text(short[economy.series] ?? economy.series), .whole(economy.years.count),
          .fixed(economy.rmse, decimals: 3),
        ]
          + Rivals.Kind.allCases.map { .fixed(economy.rivals[$0], decimals: 3) }
          + [
            .fixed(economy.scores[.model]?.bias, decimals: 3), .fixed(economy.crps, decimals: 3),
            .fixed(economy.intervalScore, decimals: 3),
            .percent(economy.coverage90), .percent(economy.coverage50),
          ])
    }
    let years = result.economies.reduce(0) { $0 + $1.years.count }
    table.rows.append(
      ["all", .empty, .whole(years), .fixed(result.rmse, decimals: 3)]
        + Rivals.Kind.allCases.map { .fixed(result.rival($0), decimals: 3) }
        + [
          .fixed(result.score(of: .model)?.bias, decimals: 3),
          .fixed(result.mean(\.crps), decimals: 3),
          .fixed(result.mean(\.intervalScore), decimals: 3),
          .percent(result.mean(\.coverage90)), .percent(result.mean(\.coverage50)),
        ])
    return table
  }

  private static let forecasterSentence =
    "All forecasters over the economies each has a forecast for; those beside the model have bands after their errors "
    + "in the economies they learned from. The rank correlation is that of forecast and observed growth to the last "
    + "year. The last columns are the model's error over theirs, below 1 where the model is better, with its 95 % "
    + "interval when economies are drawn anew."

  /// Everybody who forecast, one a row, beside the model.
  private static func forecasters(_ result: ProtocolResult) -> Table {
    var table = Table(
      [
        .text("forecast"), .number("econo-", "mies"), .number("RMSE"), .number("bias"),
        .number("CRPS"), .number("in", "90 %"), .number("rank cor-", "relation"),
        .number("model's", "error / its"), .number("2.5 %"), .number("97.5 %"),
      ], indentation: 2)
    for forecaster in [Forecaster.model] + Forecaster.others {
      guard let score = result.score(of: forecaster) else { continue }
      let ratio = result.ratios[forecaster]
      table.rows.append(
        [.text(forecaster.label), .whole(score.economies)]
          + [score.rmse, score.bias, score.crps].map { .fixed($0, decimals: 3) }
          + [.percent(score.coverage90), .fixed(score.rankCorrelation, decimals: 2)]
          + [ratio?.ratio, ratio?.interval[0], ratio?.interval[1]].map {
            forecaster == .model ? "" : .fixed($0, decimals: 2)
          })
    }
    return table
  }

  /// What a reader should take from a table.
  static func verdict(_ result: ProtocolResult) -> String {
    var text = ""
    if let best = result.bestRival {
      let model = Figures.fixed(result.rmse, decimals: 3)
      let rival = Figures.fixed(best.rmse, decimals: 3)
      text +=
        result.rmse < best.rmse
        ? "The model (\(model)) beats every rival; the best is \(best.kind.phrase) (\(rival))."
        : "The model (\(model)) loses to \(best.kind.phrase) (\(rival))."
    }
    if let ratio = result.bestRival.flatMap({ result.ratios[.rival($0.kind)] }) {
      text += " \(interval(ratio))"
    }
    let worse = result.economies.filter { ($0.rivals[.lastValue] ?? .infinity) < $0.rmse }
    if !worse.isEmpty {
      text +=
        " \"Nothing changes\" is better than the model for "
        + Figures.list(worse.map(\.name), limit: 8) + "."
    }
    let (value, error) = result.share(\.coverage90)
    text += " The 90 % bands hold \(Figures.percent(value)) of the years"
    if let error {
      text +=
        " (standard error from whole economies \(Figures.fixed(error * 100, decimals: 0)) points"
      let distance = abs(value - 0.9)
      text +=
        distance <= 2 * error
        ? ", so that 90 % cannot be excluded)." : "): too \(value < 0.9 ? "narrow" : "wide")."
    } else {
      text += "."
    }
    text += " " + result.discrepancy.sentence
    if result.isHeldOut, result.economies.allSatisfy({ $0.shape == nil }) {
      text += " No parameter behind these numbers has seen what they are scored on."
    }
    let sizes = result.economies.filter { $0.shape != nil }.map(\.effectiveSize)
    if let least = sizes.min() {
      text += " Importance weights leave \(Int(least.rounded())) rows in effect or more."
    }
    if !result.notFreed.isEmpty {
      let all = result.notFreed.count == result.economies.count
      text +=
        " Importance weights failed"
        + (all ? "" : " for " + Figures.list(result.notFreed, limit: 12))
        + " (a few rows would carry the result): the parameters behind these numbers have seen the years they "
        + "are scored on."
    }
    return text
  }

  /// The model's error beside the best rival's, as far as the choice of economies leaves it open.
  private static func interval(_ ratio: ErrorRatio) -> String {
    let ends = ratio.interval.map { Figures.fixed($0, decimals: 2) }
    let text =
      "Drawing economies anew puts the ratio of the two errors between \(ends[0]) and \(ends[1]) (95 %)"
    if !ratio.isTrusted {
      return text + "; with \(ratio.economies) economies that interval is not to be trusted."
    }
    return text
      + (ratio.interval[0] < 1 && ratio.interval[1] > 1
        ? ": the economies do not tell the two apart." : ".")
  }

  private var placeboSentence: String {
    guard let placebo else {
      return "Levers are dealt out anew only among four economies or more."
    }
    let share = Figures.fixed(placebo.share * 100, decimals: 2)
    return
      "Under their own levers the economies are missed by \(Figures.fixed(placebo.own, decimals: 3)); under levers dealt "
      + "out at random among these economies (own investment, labour and initial state kept) by "
      + "\(Figures.fixed(placebo.permuted, decimals: 3)) in the median of \(Figures.grouped(placebo.permutations)) deals, and "
      + "\(share) % of the deals, the true one among them, do at least as well as the true one."
      + (isCodedByRule ? "" : " Levers that were coded knowing the outcomes had to pass.")
      + meanMixSentence
  }

  /// One mix for all beside the economies' own.
  private var meanMixSentence: String {
    guard let mix = placebo?.meanMix else { return "" }
    func rank(_ value: Double?) -> String { value.map { Figures.fixed($0, decimals: 2) } ?? "-" }
    return
      " Under one mix for all, each lever at the mean of the other economies' in every year, they are missed by "
      + "\(Figures.fixed(mix.error, decimals: 3)); modelled and observed growth then have a rank correlation of "
      + "\(rank(mix.rankCorrelation)), under own levers of \(rank(mix.ownRankCorrelation))."
  }

  private var cautions: [String] {
    var texts = [
      "The equations were chosen with all years in view; only parameters are ever held out.",
      isCodedByRule
        ? "All levers were coded by a rule that does not look at income (Models/history/coding-rule.md); what it cannot "
          + "see is the same for all economies."
        : "The levers of the first seven economies were coded by people who knew the outcomes; those of Brazil, "
          + "Thailand and India by a rule that does not look at income (Models/history/coding-rule.md).",
      "Two income series differ by 0.063 over the years of the seven economies, Singapore's by 0.139: a smaller "
        + "difference between two models is none (--series output shows the other one).",
      refit == nil
        ? "Weights take out the likelihood of this command. An ensemble that was fitted to another loss, as the first "
          + "one was, is freed from its data only roughly; --refit fits again to what is left."
        : "Fits to fewer data are short runs"
          + ((refit?.runs ?? 1) > 1 ? "" : " whose convergence is not tested")
          + ", and their levers, priors and equations are those chosen with all data in view.",
      "Economies move together; \(protocols.last?.economies.count ?? 0) of them are few"
        + (isCodedByRule
          ? " independent histories."
          : ", and were chosen because they are told as stories."),
    ]
    if let frontier {
      texts.append(
        "\(frontier.name), near the frontier throughout, went from \(Figures.fixed(frontier.first, decimals: 2)) to "
          + "\(Figures.fixed(frontier.last, decimals: 2)) of the USA in \(frontier.span) and moved by "
          + "\(Figures.fixed(frontier.change, decimals: 3)) in a typical five years: income relative to one country "
          + "moves without any latecomer's policy.")
    }
    let difference = protocols.compactMap { result in
      result.differenceError.map { "\(Figures.fixed($0, decimals: 2)) \(result.kind.phrase)" }
    }
    if !difference.isEmpty {
      texts.append(
        "Differences of log income between two economies in their last years are missed by "
          + difference.joined(separator: ", ")
          + ". A difference between two policies of one economy has never been observed.")
    }
    return texts
  }
}
