/// The verdict of a run in one sentence.
public enum VerdictSentence {
  /// Writes the sentence.
  public static func text(_ report: RunReport) -> String { "" }
}
