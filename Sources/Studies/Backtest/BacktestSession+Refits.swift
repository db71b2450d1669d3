import Calibration
import Sampling
import StudyContract

extension BacktestSession {
  /// Fits to fewer data.
  struct FittedAgain {
    let fits: [BacktestRefits.Fit]
    /// Economies that were left out.
    let leftOut: [String]
    /// Folds they were left out in, if any.
    let folds: [CalibrationStudy.Fold]
    /// Rows that have not seen an economy, by its name.
    let heldOut: [String: JointRows]
  }

  /// Fits to the years up to the cut-off, and without each scored economy that the calibration has; what they say is
  /// put beside the paths of the ensemble.
  func fitAgain(
    _ refit: BacktestRequest.Refit, _ study: CalibrationStudy, into tested: inout [Backtest.Subject]
  ) throws -> FittedAgain {
    let economies = study.histories.map(\.study.economy.name)
    let folds = refit.usesFolds ? study.dealtFolds : []
    let refits = BacktestRefits(
      study, seed: request.seed, refit: refit, model: model, context: context)
    func again(_ subject: BacktestSubject, _ fit: BacktestRefits.Fit) throws -> Backtest.Refit {
      Backtest.Refit(
        paths: try paths(
          BacktestSubject(
            subject.study, rows: fit.rows, series: request.series, isScored: true, tables: tables)),
        discrepancies: try fit.rows.incomeDiscrepancies()!)
    }
    let early = try refits.toCutoff()
    var fits = [early]
    var leftOut: [String] = []
    var heldOut: [String: JointRows] = [:]
    for (index, subject) in subjects.enumerated() where subject.isScored {
      tested[index].toCutoff = try again(subject, early)
      guard subject.wasFitted, economies.count > 1, folds.isEmpty else { continue }
      let fit = try refits.without(subject.economy.name)
      tested[index].withoutIt = try again(subject, fit)
      fits.append(fit)
      leftOut.append(subject.economy.name)
      heldOut[subject.economy.name] = fit.rows
    }
    var used: [CalibrationStudy.Fold] = []
    for fold in folds {
      let members = subjects.indices.filter { fold.economies.contains(subjects[$0].economy.name) }
      // Rivals learn from nobody in the fold, shown or not.
      for index in members { tested[index].fold = fold.name }
      let shown = members.filter { subjects[$0].isScored }
      if shown.isEmpty { continue }
      let fit = try refits.without(fold)
      for index in shown {
        tested[index].withoutIt = try again(subjects[index], fit)
        heldOut[subjects[index].economy.name] = fit.rows
      }
      fits.append(fit)
      leftOut += shown.map { subjects[$0].economy.name }
      used.append(fold)
    }
    return FittedAgain(fits: fits, leftOut: leftOut, folds: used, heldOut: heldOut)
  }
}
