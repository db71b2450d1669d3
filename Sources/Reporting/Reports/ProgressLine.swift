/// The line that tells how far a run is; formatting only, no clock and no terminal.
public enum ProgressLine {
  /// How far the run is, how fast it goes and how long it will still take.
  ///
  /// The time left assumes the mean rate so far. It is left out during the first second, when it would
  /// only flicker.
  ///
  /// - Parameters:
  ///   - done: runs finished; a run is one future under one policy in one scenario.
  ///   - total: runs in all.
  ///   - before: runs that were finished before the start.
  ///   - elapsed: seconds since the start.
  public static func text(done: Int, total: Int, before: Int = 0, elapsed: Double) -> String {
    precondition(total > 0 && done >= 0 && done <= total, "\(done) of \(total) runs")
    var line =
      "\(done * 100 / total) %  \(Figures.grouped(done)) of \(Figures.grouped(total)) runs"
    if elapsed >= 1 && done > before {
      let rate = Double(done - before) / elapsed
      line += "  \(Figures.grouped(Int(rate.rounded()))) runs/s"
      line += "  \(duration(Double(total - done) / rate)) left"
    }
    return line
  }

  /// A number of runs with commas between thousands.
  public static func count(_ runs: Int) -> String { Figures.grouped(runs) }

  /// The closing line of a study: runs, time and rate.
  ///
  /// - Parameters:
  ///   - runs: futures times policies times scenarios.
  ///   - elapsed: seconds the run took.
  ///   - vectorPath: machine code the kernel used.
  public static func finished(runs: Int, elapsed: Double, vectorPath: String) -> String {
    let rate = elapsed > 0 ? Int((Double(runs) / elapsed).rounded()) : 0
    return "\(Figures.grouped(runs)) runs in \(duration(elapsed)), "
      + "\(Figures.grouped(rate)) a second (\(vectorPath))"
  }

  /// A length of time in the unit that fits: `0.8 s`, `42 s`, `3 min 20 s`, `2 h 05 min`.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 3.6e8 else { return "unknown time" }
    if seconds < 9.95 { return Figures.fixed(max(seconds, 0), decimals: 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    let minutes = whole / 60
    return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }
}
