import Studies

/// How long a search took, for whoever waited; no report has it, so that the same search gives the same bytes.
public enum SearchTime {
  /// `22,528,000 runs in 151 s, 149,192 a second`.
  public static func text(_ search: StudySearch) -> String {
    "\(Figures.grouped(search.modelRuns)) runs in \(Figures.fixed(search.seconds, decimals: 1)) s, "
      + "\(Figures.grouped(Int((Double(search.modelRuns) / max(search.seconds, 1e-9)).rounded()))) a second"
  }
}
