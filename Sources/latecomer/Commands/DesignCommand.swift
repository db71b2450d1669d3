import Analysis
import ArgumentParser
import Ensembles
import Reporting
import Sampling
import Scenarios
import Studies

/// `latecomer design`: rows of factors to run a model of the user's own on.
struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Writes the runs that a sensitivity analysis of your own model needs.",
    discussion: """
      Example:
        latecomer design factors.yaml --method sobol --runs 2000 --out design.csv
        (run your model on every row and add its outcome as column y)
        latecomer sensitivity design.csv --design sobol --inputs x0,k --outcome y

      factors.yaml has a section factors, as a study has:
        factors:
          x0: {distribution: uniform, low: 0, high: 1}
          k: {distribution: lognormal, median: 2, sigma: 0.5}
        correlations:
          - {factors: [x0, k], rank_correlation: 0.6}

      Correlations are optional, and for random, latin and sobol-points.

      design.csv has a header of factor names and one row a run. Methods: random, latin and sobol-points are \
      analysed with any given-data method. sobol is a pick-freeze design for first-order, total and \
      second-order indices: with k factors, 2 k + 2 rows for every base point (all from sample A; each factor \
      in turn from B; each factor in turn from A, the others from B; all from B). Keep its rows in order and \
      whole: the analysis checks them. morris screens factors by \
      walks of k + 1 rows on four levels; shapley exchanges one factor after the other of two independent \
      draws, k + 1 rows a walk; dgsm takes a small step in every factor, k + 1 rows a base point; fast writes \
      search curves for Fourier analysis. It never writes more rows than --runs asks for. A file that exists \
      is refused unless --force replaces it.

      In random and latin designs another factor, wherever it stands in the file, changes no other column. In \
      sobol-points one at the end changes none, and one anywhere else none where every factor names its place \
      for ever (dimension: 0, 1, ...). Designs of a method have rows for every factor, so that another one makes \
      another design.
      """)

  /// A design by its name.
  struct Method: ExpressibleByArgument {
    let name: String
    static let allValueStrings = FactorDesign.names

    init?(argument: String) {
      guard FactorDesign.names.contains(argument) else { return nil }
      name = argument
    }
  }

  @Argument(help: "A YAML file with a section factors.", completion: .file(extensions: ["yaml"]))
  var factors: String

  @Option(
    help:
      "sobol (pick-freeze), morris, dgsm, shapley, fast (eFAST), random, latin, or sobol-points (plain scrambled points)."
  )
  var method: Method

  @Option(
    help: "The most runs that may be written.", transform: Count.within(Design.futureCounts))
  var runs: Int

  @Option(help: "The seed of the design.")
  var seed: UInt64 = 1

  @Flag(help: "For method sobol: k + 2 rows a base point, without second-order indices.")
  var economical = false

  @Option(help: "The CSV file to write.", completion: .file(extensions: ["csv"]))
  var out: String

  @OptionGroup var replace: ReplaceOption

  func validate() throws {
    let own = SensitivityMethods.designed(named: method.name)?.variants ?? []
    if economical && !own.contains(.economical) {
      throw ValidationError("--economical belongs to --method sobol.")
    }
  }

  func run() throws {
    try CreationError.check(file: out, inputs: [factors], replaces: replace.force)
    let context = RunContext.onTerminal()
    let file = try FactorsFile.read(factors)
    let design = try FactorDesign(
      file.factors, copula: file.copula, name: method.name, runs: runs, seed: seed,
      variants: economical ? [.economical] : [])
    try FactorDesignFile.write(design, to: out, context: context)
    Terminal.note(FactorDesignFile.note(design, path: out))
  }
}
