import Foundation

/// Which sectors are close to which: relatedness of technologies and links between users and suppliers.
///
/// Both matrices are constants of the model, 20 by 20, rows summing to 1. Stacked, they are the left
/// factor of the one matrix product of a time step: `[density; supply] = [proximity; suppliers] capability`.
///
/// Source: Hidalgo, Klinger, Barabasi and Hausmann 2007, doi:10.1126/science.1144581, for the product
/// space; here proximity follows from technology scores and families and not from export data.
public enum ProductSpace {
  /// Width of the relatedness kernel in the space of technology scores.
  ///
  /// Scores lie between 0 and 1; at 0.35 two sectors that differ by a third of the scale in one score keep
  /// 64 % of the relatedness of equal ones, and sectors at opposite ends keep under 2 %.
  static let kernelWidth = 0.35

  /// Relatedness of the row's sector to every other sector, `proximity[row][column]`.
  ///
  /// For different sectors i and j `exp(-|f_i - f_j|^2 / (2 * 0.35^2)) * (1 + same family)`, with f the
  /// scores complexity, turnover, precision, modularity and scale economies; 0 on the diagonal; each row
  /// divided by its sum.
  public static let proximity: [[Double]] = Sector.all.indices.map { row in
    let related = Sector.all.indices.map { relatedness(row, $0) }
    let sum = related.reduce(0, +)
    return related.map { $0 / sum }
  }

  /// Share of each supplier in the inputs of the row's sector, `suppliers[user][supplier]`.
  public static let suppliers: [[Double]] = Sector.suppliers.map { links in
    var row = [Double](repeating: 0, count: Sector.count)
    for link in links { row[link.sector] = link.weight }
    return row
  }

  private static func relatedness(_ row: Int, _ column: Int) -> Double {
    if row == column { return 0 }
    let one = Sector.all[row]
    let other = Sector.all[column]
    var squaredDistance = 0.0
    for (left, right) in zip(scores(one), scores(other)) {
      squaredDistance += (left - right) * (left - right)
    }
    let kernel = exp(-squaredDistance / (2 * kernelWidth * kernelWidth))
    return kernel * (one.family == other.family ? 2 : 1)
  }

  private static func scores(_ sector: Sector) -> [Double] {
    [
      sector.complexity, sector.turnover, sector.precision, sector.modularity,
      sector.scaleEconomies,
    ]
  }
}
