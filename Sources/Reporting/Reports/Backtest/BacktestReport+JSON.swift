import Calibration
import Studies

/// A backtest as one JSON object; the same results give the same bytes.
///
/// `rivals` has the members `lastValue`, `trend`, `convergence`, `growthDistribution`, `regression` and `solow`; one that
/// cannot forecast is `null`. `scores` has these, `model` and `average`, each over the economies it has a forecast for, with
/// the ratio of errors and the difference of mean squared errors of the model and it (95 % intervals over economies).
extension BacktestReport: JSONConvertible {
  /// The object.
  public var json: JSONValue {
    [
      "ensemble": ensemble, "rows": rows, "converged": hasConverged, "fitted": fitted,
      "model": model, "seed": seed, "protocols": protocols.map(Self.json),
      "placebo": placebo.map { placebo -> JSONValue in
        [
          "rmse": placebo.own, "permutedRmse": placebo.permuted, "share": placebo.share,
          "permutations": placebo.permutations,
          "meanMix": placebo.meanMix.map { mix -> JSONValue in
            [
              "rmse": mix.error, "rankCorrelation": mix.rankCorrelation,
              "ownRankCorrelation": mix.ownRankCorrelation,
            ]
          },
        ]
      },
      "frozenLevers": frozenLevers.json {
        [
          "name": $0.economy, "fitted": $0.wasFitted, "start": $0.start, "year": $0.year,
          "frozenLogIncome": $0.frozen, "median": $0.median, "low90": $0.low, "high90": $0.high,
          "shareAbove": $0.shareAbove,
        ]
      },
      "sectors": sectors.map(Self.json),
      "refit": refit.map { refit -> JSONValue in
        [
          "calibration": refit.calibration, "runs": refit.runs, "particles": refit.particles,
          "fits": refit.fits.json {
            [
              "name": $0.name, "seed": $0.seed, "splitRHat": $0.splitRHat,
              "effectiveSize": $0.effectiveSize,
            ]
          },
          "leftOut": refit.leftOut,
          "folds": refit.folds.json { ["name": $0.name, "economies": $0.economies] },
          "weighted": refit.weighted.map(Self.json),
        ]
      },
    ]
  }

  private static func rivals(_ value: (Rivals.Kind) -> Double?) -> JSONValue {
    .object(Rivals.Kind.allCases.map { ($0.rawValue, value($0).json) })
  }

  private static func scores(_ value: (Forecaster) -> JSONValue) -> JSONValue {
    .object(([.model] + Forecaster.others).map { ($0.key, value($0)) })
  }

  private static func json(_ score: ForecastScore) -> JSONValue {
    [
      "rmse": score.rmse, "bias": score.bias, "crps": score.crps, "coverage90": score.coverage90,
      "growth": score.growth,
    ]
  }

  private static func json(_ score: PooledScore, _ ratio: ErrorRatio?) -> JSONValue {
    [
      "economies": score.economies, "rmse": score.rmse, "bias": score.bias, "crps": score.crps,
      "coverage90": score.coverage90, "rankCorrelation": score.rankCorrelation,
      "ratio": ratio?.ratio, "ratioInterval": ratio?.interval,
      "difference": ratio?.difference, "differenceInterval": ratio?.differenceInterval,
      "intervalTrusted": ratio?.isTrusted,
    ]
  }

  private static func json(_ result: ProtocolResult) -> JSONValue {
    let (coverage90, error90) = result.share(\.coverage90)
    let (coverage50, error50) = result.share(\.coverage50)
    let pooled: JSONValue = [
      "rmse": result.rmse, "rivals": rivals { result.rival($0) }, "coverage90": coverage90,
      "coverage90StandardError": error90, "coverage50": coverage50,
      "coverage50StandardError": error50, "crps": result.mean(\.crps),
      "intervalScore": result.mean(\.intervalScore), "transforms": result.histogram,
      "scores": scores { other in
        result.score(of: other).map { json($0, result.ratios[other]) }.json
      },
      "differenceError": result.differenceError, "discrepancySize": result.discrepancy.size,
      "discrepancyInnovation": result.discrepancy.innovation,
      "discrepancyPersistence": result.discrepancy.persistence,
    ]
    return [
      "name": result.kind.rawValue, "heldOut": result.isHeldOut, "folds": result.folds,
      "notFreed": result.notFreed,
      "economies": result.economies.map(json), "pooled": pooled,
    ]
  }

  private static func json(_ score: EconomyScore) -> JSONValue {
    [
      "name": score.name, "series": score.series, "rmse": score.rmse,
      "rivals": rivals { score.rivals[$0] }, "coverage90": score.coverage90,
      "observedGrowth": score.observedGrowth,
      "scores": scores { score.scores[$0].map(json).json },
      "coverage50": score.coverage50, "crps": score.crps, "intervalScore": score.intervalScore,
      "effectiveSize": score.effectiveSize, "weightShape": score.shape,
      "years": score.years.json {
        [
          "year": $0.year, "observed": $0.observed, "forecast": $0.forecast, "low90": $0.low,
          "high90": $0.high, "transform": $0.transform,
        ]
      },
    ]
  }
}
