import Calibration

extension ProtocolResult.Kind {
  /// A few words.
  var phrase: String {
    switch self {
    case .inSample: "in sample"
    case .heldOutInTimeConditional: "held out in time (outside paths known)"
    case .heldOutInTimeUnconditional: "held out in time (nothing known)"
    case .heldOutInSpace: "held out in space"
    }
  }

  /// The heading of a narrow column.
  var column: String {
    switch self {
    case .inSample: "in sample"
    case .heldOutInTimeConditional: "time, known"
    case .heldOutInTimeUnconditional: "time, blind"
    case .heldOutInSpace: "space"
    }
  }

  /// The heading of its table.
  var title: String {
    switch self {
    case .inSample: "IN SAMPLE"
    case .heldOutInTimeConditional: "HELD OUT IN TIME, outside paths known"
    case .heldOutInTimeUnconditional: "HELD OUT IN TIME, nothing known after \(Backtest.cutoff)"
    case .heldOutInSpace: "HELD OUT IN SPACE"
    }
  }

  /// What it means, in a sentence or two.
  var meaning: String {
    switch self {
    case .inSample:
      "The model's path from the start, under parameters that were fitted to these years. Rivals are fitted to "
        + "the same years, the own trend to each economy alone."
    case .heldOutInTimeConditional:
      "Forecasts from \(Backtest.cutoff): the model's path times the discrepancy that was left in that year. "
        + "Levers, investment, labour and schooling are those that came; rivals get them too."
    case .heldOutInTimeUnconditional:
      "As before, but levers, investment and labour stay as they were in \(Backtest.cutoff), and rivals know no "
        + "more; schooling in the regression goes on as in the ten years before. A lever path that was coded with "
        + "a corner after \(Backtest.cutoff) still leans towards it."
    case .heldOutInSpace:
      "Each economy from its initial conditions and coded levers alone: conditions are drawn from their laws, "
        + "levers within their intervals, and parameters are freed from the economy's own path. Rivals learn from "
        + "the other economies; the own trend is that before the start."
    }
  }
}

extension ProtocolResult {
  /// The heading of its table.
  var title: String { kind.title + (folds > 0 ? ", folds of economies" : "") }

  /// What it means.
  var meaning: String {
    kind.meaning
      + (folds > 0
        ? " Economies are held out in \(folds) folds: neither parameters nor rivals have seen any economy of the same "
          + "fold." : "")
  }
}

extension Rivals.Kind {
  /// The heading of its column.
  var heading: [String] {
    switch self {
    case .lastValue: ["last", "value"]
    case .trend: ["own", "trend"]
    case .convergence: ["conver-", "gence"]
    case .growthDistribution: ["mean", "growth"]
    case .regression: ["regres-", "sion"]
    case .solow: ["Solow"]
    }
  }

  /// Its name in a sentence.
  var phrase: String {
    switch self {
    case .lastValue: "\"nothing changes\""
    case .trend: "the economies' own trends"
    case .convergence: "one convergence line for all"
    case .growthDistribution: "the mean growth of all"
    case .regression: "the regression on investment, labour and schooling"
    case .solow: "Solow's path with constant relative productivity"
    }
  }
}

extension Forecaster {
  /// Its name in the first column of a table.
  var label: String {
    switch self {
    case .model: "model"
    case .average: "average of model and Solow"
    case .rival(.lastValue): "last value"
    case .rival(.trend): "own trend"
    case .rival(.convergence): "convergence"
    case .rival(.growthDistribution): "mean growth"
    case .rival(.regression): "regression"
    case .rival(.solow): "Solow"
    }
  }

  /// Its name in JSON.
  var key: String {
    switch self {
    case .model: "model"
    case .average: "average"
    case .rival(let kind): kind.rawValue
    }
  }
}

extension Discrepancy {
  /// What it is, in a sentence.
  var sentence: String {
    let kept = "\(Figures.percent(persistence)) of itself a year."
    switch scale {
    case .size(let size):
      return "The discrepancy has a size of \(Figures.fixed(size, decimals: 3)) and keeps \(kept)"
    case .innovation(let step):
      return
        "The discrepancy takes a step of \(Figures.fixed(step, decimals: 3)) a year and keeps \(kept)"
    }
  }
}
