#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// What the lanes of a mix with two plans are marked with; a lane that switches has the number of its look, from 0.
enum Mark {
  /// On the first plan.
  static var first: Double { -1 }
  /// Saw something that is not finite: a failed run.
  static var lost: Double { -2 }
  /// No lane.
  static var none: Double { -3 }
}

/// Follows the first plan of a mix, and from each look on the second plan for the lanes in which it is set off.
///
/// A look computes its row under the first plan, reads the outcome and takes the row back. Where a lane switches, all lanes
/// of the convoy go on under the second plan to the end, and only those that switched are written; then all of them are
/// taken back to the look and go on under the first plan. No lane's numbers depend on another's. Cost: one row a look, and
/// the rest of the path for each look at which some lane switches.
func followUntilTriggered(
  _ convoy: Convoy, _ program: UnsafeRawPointer, _ trigger: UnsafeRawPointer, _ output: Output
) {
  let steps = Int(growth_program_steps(program))
  let lanes = convoy.laneCount
  let marks = convoy.choice(of: Mark.none).marks
  for lane in 0..<lanes { marks[lane] = Mark.first }
  var waiting = output
  waiting.choice = convoy.choice(of: Mark.first)
  var row = 0
  for look in 0..<Int(growth_trigger_looks(trigger)) {
    let next = Int(growth_trigger_rows(trigger)[look])
    if row < next {
      follow(convoy, program, from: row, through: next - 1, end: steps, output: waiting)
    }
    row = next
    convoy.setAside()
    var glance = output
    glance.yearly = nil
    glance.choice = convoy.choice(of: Mark.none)
    follow(convoy, program, from: row, through: row, end: row, output: glance)
    let switched = mark(convoy, trigger, look: look)
    if switched {
      convoy.takeBack()
      var chosen = output
      chosen.choice = convoy.choice(of: Double(look), since: row)
      follow(
        convoy, growth_trigger_program(trigger, Int64(look)), from: row, through: steps,
        end: steps, output: chosen)
    }
    convoy.takeBack()
    if !isWaiting(marks, lanes) { break }
  }
  if isWaiting(marks, lanes) {
    follow(convoy, program, from: row, through: steps, end: steps, output: waiting)
  }
  for lane in 0..<lanes where marks[lane] == Mark.lost { lose(convoy, output, lane: lane) }
}

/// Marks the lanes in which the second plan is set off at a look, and those that are lost. Whether there are any of the
/// former.
private func mark(_ convoy: Convoy, _ trigger: UnsafeRawPointer, look: Int) -> Bool {
  let column = Int(growth_trigger_outcome(trigger)) * lane_count
  let threshold = growth_trigger_threshold(trigger)
  let firesAbove = growth_trigger_fires_above(trigger) != 0
  var switched = false
  for index in 0..<convoy.groups {
    let choice = convoy.choice(of: Mark.first).shifted(by: index)
    for lane in 0..<lane_count where choice.marks[lane] == Mark.first {
      let value = choice.observed[column + lane]
      if value - value != 0 {
        choice.marks[lane] = Mark.lost
      } else if firesAbove ? value > threshold : value < threshold {
        choice.marks[lane] = Double(look)
        switched = true
      }
    }
  }
  return switched
}

private func isWaiting(_ marks: UnsafeMutablePointer<Double>, _ lanes: Int) -> Bool {
  for lane in 0..<lanes where marks[lane] == Mark.first { return true }
  return false
}

/// Leaves no number of a lane that saw none: its run has failed.
private func lose(_ convoy: Convoy, _ output: Output, lane: Int) {
  let stride = Int(growth_block_lanes(convoy.block))
  for outcome in 0..<OutcomeColumn.count { output.final[outcome * stride + lane] = .nan }
  guard let yearly = output.yearly else { return }
  for row in 0..<Int(growth_block_years(convoy.block)) * OutcomeColumn.count {
    yearly[row * stride + lane] = .nan
  }
}
