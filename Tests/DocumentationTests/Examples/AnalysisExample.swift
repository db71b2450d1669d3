import Analysis
import Ensembles

/// Which effort is better, by how much, and how sure that is.
func compareEfforts() throws {
  let experiment = try catchUpExperiment()
  let settings = try ComparisonSettings(
    experiment: experiment, baseline: "steady", rankedBy: "capability")
  let result = try EnsembleRunner.run(experiment, context: RunContext(threads: 2)) {
    ComparisonAccumulator(settings: settings)
  }
  let comparison = result.summary.finish()
  for row in comparison.scenarios[0].ranking {
    print(row.policy, (row.mean * 1000).rounded() / 1000, "best in", row.shareBest)
  }
  print(comparison.verdict.leader, "leads")
}
