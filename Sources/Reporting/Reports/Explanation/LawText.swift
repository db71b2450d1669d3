import Sampling

/// Laws as a reader would say them.
enum LawText {
  /// A law in a clause: `uniform from 0.03 to 0.07`.
  static func text(_ law: Distribution) -> String {
    func shown(_ number: Double) -> String {
      number.isFinite ? Figures.plain(number) : number > 0 ? "no upper end" : "no lower end"
    }
    switch law {
    case .uniform(let low, let high): return "uniform from \(shown(low)) to \(shown(high))"
    case .logUniform(let low, let high):
      return "uniform in the logarithm from \(shown(low)) to \(shown(high))"
    case .normal(let mean, let deviation):
      return "normal, mean \(shown(mean)), standard deviation \(shown(deviation))"
    case .truncatedNormal(let mean, let deviation, let low, let high):
      return "normal, mean \(shown(mean)), standard deviation \(shown(deviation)), cut to "
        + "\(shown(low)) to \(shown(high))"
    case .lognormal(let median, let sigma):
      return "lognormal, median \(shown(median)), deviation of the logarithm \(shown(sigma))"
    case .triangular(let low, let mode, let high):
      return "triangular from \(shown(low)) to \(shown(high)), most likely \(shown(mode))"
    case .pert(let low, let mode, let high):
      return "PERT from \(shown(low)) to \(shown(high)), most likely \(shown(mode))"
    case .beta(let low, let high, let alpha, let beta):
      return "beta(\(shown(alpha)), \(shown(beta))) from \(shown(low)) to \(shown(high))"
    case .gamma(let shape, let scale):
      return "gamma, shape \(shown(shape)), scale \(shown(scale))"
    case .weibull(let shape, let scale):
      return "Weibull, shape \(shown(shape)), scale \(shown(scale))"
    case .discrete(let values, _):
      return "one of \(Figures.list(values.map(shown), limit: 8))"
    case .categorical(let codes, _):
      return "one of the codes \(Figures.list(codes.map(shown), limit: 8))"
    case .constant(let value): return "always \(shown(value))"
    case .empirical(let column):
      return "one of \(Figures.grouped(column.sorted.count)) observed values"
    }
  }

  /// The middle and the ends of the law: `median 0.05, 90 % between 0.032 and 0.068`.
  static func spread(_ law: Distribution) -> String? {
    if case .constant = law { return nil }
    if case .categorical = law { return nil }
    let (low, middle, high) = (law.quantile(0.05), law.quantile(0.5), law.quantile(0.95))
    return
      "median \(Figures.plain(middle)), 90 % between \(Figures.plain(low)) and \(Figures.plain(high))"
  }
}
