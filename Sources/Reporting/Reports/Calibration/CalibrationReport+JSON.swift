import Calibration

/// A calibration as one JSON object.
extension CalibrationReport: JSONConvertible {
  /// The object.
  public var json: JSONValue {
    [
      "calibration": name, "summary": summary, "modelVersion": modelVersion, "seed": seed,
      "particles": particles, "converged": result.hasConverged,
      "effectiveSize": result.effectiveSize, "logEvidence": result.logEvidence,
      "logEvidenceSpread": result.evidenceSpread,
      "runs": result.states.json { state in
        [
          "logEvidence": state.logEvidence, "likelihoods": state.evaluations,
          "stages": state.stages.json {
            [
              "temperature": $0.temperature, "moves": $0.moves, "efficiency": $0.efficiency,
              "acceptance": $0.acceptance, "scale": $0.scale, "directions": $0.directions,
              "correlation": $0.correlation,
            ]
          },
        ]
      },
      "economies": result.errors.json {
        [
          "name": $0.economy, "years": $0.years, "rmse": $0.income, "rmseResearch": $0.research,
        ]
      },
      "pooledRmse": result.pooledError,
      "quantities": result.quantities.json {
        [
          "name": $0.name, "contraction": $0.contraction?.share, "shift": $0.contraction?.shift,
          "quantiles": $0.quantiles, "splitRHat": $0.convergence.splitRHat,
          "bulkSize": $0.convergence.bulkSize, "tailSize": $0.convergence.tailSize,
        ]
      },
      "uninformed": uninformed, "file": file, "rows": rows, "caveats": caveats,
    ]
  }
}
