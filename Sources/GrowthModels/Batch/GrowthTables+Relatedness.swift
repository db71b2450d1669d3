import CGrowthKernel
import NumericCore

/// Relatedness in the two forms the kernel needs, made once and kept for the life of the program.
struct RelatednessTables: @unchecked Sendable {
  // Sendable: the memory is written before the value exists and never after.

  /// The tables.
  static let shared = RelatednessTables()

  /// Product space over supplier matrix, 40 by 20, row by row.
  let matrix: UnsafeMutablePointer<Double>
  /// Suppliers of each sector, five a sector, the rest padded with weight 0.
  let supplier: UnsafeMutablePointer<Int64>
  /// Weights of the suppliers.
  let supplierWeight: UnsafeMutablePointer<Double>

  private init() {
    let sectors = Sector.count
    matrix = .allocate(capacity: 2 * sectors * sectors)
    let rows = ProductSpace.proximity + ProductSpace.suppliers
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() { matrix[row * sectors + column] = value }
    }
    supplier = .allocate(capacity: sectors * growth_suppliers)
    supplierWeight = .allocate(capacity: sectors * growth_suppliers)
    supplier.initialize(repeating: 0, count: sectors * growth_suppliers)
    supplierWeight.initialize(repeating: 0, count: sectors * growth_suppliers)
    for (row, links) in Sector.suppliers.enumerated() {
      precondition(links.count <= growth_suppliers, "sector \(row) has \(links.count) suppliers")
      for (position, link) in links.enumerated() {
        supplier[row * growth_suppliers + position] = Int64(link.sector)
        supplierWeight[row * growth_suppliers + position] = link.weight
      }
    }
  }

  /// One BLAS product for a batch: 40 by lanes from 20 by lanes, both row by row.
  static let blasProduct: growth_product = { capability, related, lanes in
    // A row-major matrix is the transpose of a column-major one: related' = capability' * matrix'.
    gemm(
      rows: Int(lanes), columns: 2 * Sector.count, inner: Sector.count, left: capability!,
      leftStride: Int(lanes), right: RelatednessTables.shared.matrix, rightStride: Sector.count,
      result: related!, resultStride: Int(lanes))
  }
}
