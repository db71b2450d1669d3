/// What a search for a set of good points is asked to do.
public struct SearchSettings: Sendable, Hashable {
  /// What each coordinate of a point stands for.
  public var variables: [SearchVariable]
  /// By objective the difference below which two points are as good as each other.
  public var epsilons: [Double]
  /// Points that may be evaluated.
  public var evaluations: Int
  /// Points of the first population, and the fewest of a later one.
  public var population: Int
  /// The seed, 0 like any other.
  public var seed: UInt64
  /// Which of several searches of the seed this is; each has random numbers of its own.
  public var replicate: Int

  /// The most points of a population, in units of the first.
  ///
  /// Four, as many as an archive of the first population's size asks for: sorting a population takes the square of its
  /// size, and points that wait for their turn learn nothing.
  public static let largestGrowth = 4
  /// Members of a new population for each member of the archive: a quarter is known to be good, the others are new.
  ///
  /// Source: the injection rate of J. B. Kollat and P. M. Reed 2006, doi:10.1016/j.advwatres.2005.07.010.
  public static let pointsPerMember = 4
  /// Generations without a new box in the archive after which a search begins anew from its archive.
  public static let patience = 10

  /// The usual first population: 24. Small populations learn in more and shorter steps, and grow with their archive;
  /// of 16, 24, 40, 60 and 100 points, those up to 24 came nearest to the fronts of ZDT1, ZDT2 and DTLZ2 in 4,000 to
  /// 20,000 evaluations.
  public static let usualPopulation = 24

  /// Asks for a search.
  public init(
    variables: [SearchVariable], epsilons: [Double], evaluations: Int,
    population: Int = SearchSettings.usualPopulation, seed: UInt64, replicate: Int = 0
  ) {
    precondition(!variables.isEmpty, "a search over nothing")
    precondition(population >= 4, "a population of \(population)")
    precondition(evaluations >= population, "\(evaluations) evaluations of \(population) points")
    self.variables = variables
    self.epsilons = epsilons
    self.evaluations = evaluations
    self.population = population
    self.seed = seed
    self.replicate = replicate
  }
}
