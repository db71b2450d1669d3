import Foundation
import ModelContract

/// Relative income when only capital, schooling and labour move and productivity relative to the frontier stays as it
/// is: the growth model's own accounting with everything else left out.
///
/// `y = c (0.5 + 0.5 h) k^alpha employment`, with capital per effective worker from
/// `k' = (investment / 0.235)(0.05 + 0.010 + g) k^alpha - (0.05 + g + n + ga) k`, schooling h, growth of the frontier g,
/// of the population n, and ga that of `0.5 + 0.5 h`: the equation and the numbers of the model's capital. It starts
/// from `k = kY^(1 / (1 - alpha))`, kY the capital-output ratio relative to the frontier. Nothing is fitted: capital
/// share, capital intensity and population growth are those of the economy's study, and the constant c drops out of
/// differences between years.
///
/// Source: Solow 1956, doi:10.2307/1884513.
public struct SolowPath: Sendable {
  private let world: World
  private let parameters: GrowthParameters

  /// A path of an economy.
  ///
  /// - Parameters:
  ///   - world: its start, horizon and step, and the growth of the frontier.
  ///   - factors: values of all factors, in the order of ``GrowthFactors/all``, of which capital share, initial
  ///     capital intensity and population growth count.
  public init(world: World, factors: [Double]) {
    self.world = world
    parameters = GrowthParameters(factors)
  }

  /// Log of `(0.5 + 0.5 h) k^alpha employment` in every whole year from the start to the end of the world.
  ///
  /// Cost: microseconds a time step.
  ///
  /// - Parameters:
  ///   - investment: share of output that is invested.
  ///   - schooling: human capital relative to the frontier.
  ///   - employment: labour input relative to the frontier.
  public func logIncome(investment: Path, schooling: Path, employment: Path) -> [Double] {
    func labour(_ year: Double) -> Double {
      CapitalAccumulation.effectiveLabour(technology: 1, humanCapital: schooling.value(at: year))
    }
    var capital = pow(parameters.initialCapitalIntensity, 1 / (1 - parameters.capitalShare))
    var result: [Double] = []
    for step in 0...world.stepCount {
      let year = world.start + Double(step) * world.step
      if step % world.stepsPerYear == 0 {
        result.append(
          log(labour(year)) + parameters.capitalShare * log(capital)
            + log(employment.value(at: year)))
      }
      capital = CapitalAccumulation.next(
        capital, investment: investment.value(at: year), labourBefore: labour(year),
        labourAfter: labour(year + world.step),
        frontierGrowth: Surroundings(world, year: year).frontierGrowth, step: world.step, parameters
      )
    }
    return result
  }
}
