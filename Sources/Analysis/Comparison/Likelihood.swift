/// A probability in words, on one fixed scale: that of the Intergovernmental Panel on Climate Change.
///
/// The words are never printed without their number. They say how probable an outcome is where the model holds, and
/// nothing of whether it does; see ``ModelConfidence`` for that.
///
/// M. D. Mastrandrea et al. 2011, The IPCC AR5 guidance note on consistent treatment of uncertainties,
/// doi:10.1007/s10584-011-0178-6.
public enum Likelihood: String, Sendable, Hashable, CaseIterable {
  /// Above 99 %.
  case virtuallyCertain = "virtually certain"
  /// Above 90 %.
  case veryLikely = "very likely"
  /// Above 66 %.
  case likely = "likely"
  /// From 33 to 66 %.
  case asLikelyAsNot = "about as likely as not"
  /// Below 33 %.
  case unlikely = "unlikely"
  /// Below 10 %.
  case veryUnlikely = "very unlikely"
  /// Below 1 %.
  case exceptionallyUnlikely = "exceptionally unlikely"

  /// The word of a probability; nil for one that is not a number.
  public init?(_ probability: Double) {
    switch probability {
    case let share where share > 0.99: self = .virtuallyCertain
    case let share where share > 0.9: self = .veryLikely
    case let share where share > 0.66: self = .likely
    case let share where share >= 0.33: self = .asLikelyAsNot
    case let share where share >= 0.1: self = .unlikely
    case let share where share >= 0.01: self = .veryUnlikely
    case let share where share < 0.01: self = .exceptionallyUnlikely
    default: return nil
    }
  }
}
