import Ensembles
import NumericCore
import Scenarios

/// What has years: quantiles over futures, and the paths that a run kept.
extension RunDataset {
  /// Writes the paths that the run kept.
  func writePaths(_ variables: [NetCDFFile.Variable]) throws {
    for (path, variable) in zip(paths, variables) {
      for (belief, table) in path.tables.enumerated() {
        let size = pathSize(table)
        try FutureBlocks.read(
          table, columns: Array(table.columns.indices), size: size, order: .byFuture,
          context: export.context
        ) { block in
          try block.values.withUnsafeBufferPointer {
            try file.write(
              $0.baseAddress!, to: variable, start: [belief, 0, 0, block.futures.lowerBound, 0],
              count: [
                1, table.scenarios.count, table.policies.count, block.futures.count,
                table.columns.count,
              ])
          }
        }
      }
    }
  }

  private func pathSize(_ table: RunTable) -> Int {
    FutureBlocks.size(
      futures: table.futures,
      numbersAFuture: table.scenarios.count * table.policies.count * table.columns.count)
  }

  /// Defines what has years.
  ///
  /// - Returns: what writes all of it but paths.
  func defineYears(
    _ years: [Int], _ mixes: [NetCDFFile.Dimension], _ future: NetCDFFile.Dimension,
    _ layout: inout Layout
  ) throws -> () throws -> Void {
    let year = try file.dimension("year", years.count)
    let yearNumber = try file.variable(
      "year", .integer, [year], attributes: [("long_name", "calendar year")])
    for (name, tables) in paths {
      let outcome = export.described(name)
      layout.paths.append(
        try file.variable(
          "\(name)_path", number, mixes + [future, year],
          chunks: export.compression > 0 ? [1, 1, 1, pathSize(tables[0]), years.count] : nil,
          compression: compression, attributes: attributes(of: outcome, byYear: true)))
    }
    guard let first = yearly.first else {
      return { [file] in
        try file.write(years.map(Int32.init), to: yearNumber, start: [0], count: [years.count])
      }
    }
    let shares = YearlySpread.shares
    let quantile = try file.dimension("quantile", shares.count)
    let share = try file.variable(
      "quantile", .double, [quantile], attributes: [("long_name", "share of futures below")])
    for name in first.outcomes {
      let about = attributes(of: export.described(name), byYear: true).filter {
        $0.0 != "coordinates"
      }
      layout.means.append(
        try file.variable("\(name)_mean", .double, mixes + [year], attributes: about))
      layout.quantiles.append(
        try file.variable("\(name)_quantile", .double, mixes + [year, quantile], attributes: about))
      layout.counts.append(
        try file.variable(
          "\(name)_futures", .integer, mixes,
          attributes: [("long_name", "futures over which \(name) by year is summarised")]))
    }
    return { [file, yearly, layout] in
      try file.write(years.map(Int32.init), to: yearNumber, start: [0], count: [years.count])
      try file.write(shares, to: share, [quantile])
      for outcome in first.outcomes.indices {
        try file.write(
          yearly.flatMap { $0.means[outcome] }, to: layout.means[outcome], mixes + [year])
        try file.write(
          yearly.flatMap { $0.quantiles[outcome] }, to: layout.quantiles[outcome],
          mixes + [year, quantile])
        try file.write(
          yearly.flatMap { $0.futures[outcome].map(Int32.init) }, to: layout.counts[outcome],
          start: mixes.map { _ in 0 }, count: mixes.map(\.size))
      }
    }
  }
}
