/// Schooling reaches the workforce late, through two delays.
///
/// `p' = (education - p) / T1`, `h' = (p - h) / T2`.
///
/// Source: Barro and Lee 2013, doi:10.1016/j.jdeveco.2012.10.001 (attainment of cohorts).
enum HumanCapital {
  /// Human capital in school and in the workforce after one step.
  static func next(
    _ state: EconomyState, education: Double, step: Double, _ parameters: GrowthParameters
  ) -> (inSchool: Double, inWork: Double) {
    (
      state.humanCapitalInSchool
        + step * (education - state.humanCapitalInSchool) / parameters.schoolingDelay,
      state.humanCapital
        + step * (state.humanCapitalInSchool - state.humanCapital)
        / parameters.workforceTurnoverTime
    )
  }
}
