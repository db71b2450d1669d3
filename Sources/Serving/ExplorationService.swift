import Reporting
import Studies

/// What a server serves: a study that is explored, and how its pages are written.
public struct ExplorationService: Sendable {
  /// The study.
  public let explorer: StudyExplorer
  /// The page on which levers move.
  public let page: ExplorationPage
  /// The page of the study, as `report` writes it.
  public let report: @Sendable (StudyFindings) throws -> String
  /// Threads of an evaluation.
  public let threads: Int

  /// Collects what is served.
  public init(
    explorer: StudyExplorer, page: ExplorationPage, threads: Int,
    report: @escaping @Sendable (StudyFindings) throws -> String
  ) {
    self.explorer = explorer
    self.page = page
    self.threads = threads
    self.report = report
  }
}
