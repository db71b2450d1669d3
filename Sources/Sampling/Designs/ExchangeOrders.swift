import NumericCore

/// Random orders in which the inputs of a run are exchanged one after the other for those of another run.
///
/// Every base point has an order of its own, all orders being equally likely: the walks from which Shapley
/// effects are estimated. The order of a point is a pure function of seed, point and number of inputs.
public struct ExchangeOrders: Sendable, Hashable {
  /// Inputs.
  public let inputCount: Int
  /// Base points.
  public let pointCount: Int
  private let orders: [Int32]

  /// Draws the orders.
  ///
  /// - Throws: ``DesignError`` when a number is out of range, `UsageError` when the orders need more memory than there
  ///   is.
  public init(inputCount: Int, pointCount: Int, seed: UInt64) throws {
    guard inputCount >= 1 && inputCount <= 4096 && pointCount >= 1 else {
      throw DesignError("walks exchange 1 to 4096 inputs from a point or more: \(inputCount)")
    }
    try WorkingMemory.require(
      Double(inputCount) * Double(pointCount) * Double(MemoryLayout<Int32>.stride),
      for: "A design of \(pointCount) walks")
    self.inputCount = inputCount
    self.pointCount = pointCount
    let generator = Philox(
      key: StreamKey(name: "exchange_orders", dimension: 0)
        .derivedWords(seed: seed, purpose: .randomDesign).0)
    var orders: [Int32] = []
    orders.reserveCapacity(inputCount * pointCount)
    for point in 0..<pointCount {
      var order = (0..<inputCount).map { Int32($0) }
      for index in stride(from: inputCount - 1, to: 0, by: -1) {
        let word = generator.pair(
          (UInt32(truncatingIfNeeded: point), UInt32(point >> 32), UInt32(index), 0)
        ).0
        // Choosing one of m by a 64-bit product has a bias below m / 2^64.
        order.swapAt(index, Int(word.multipliedFullWidth(by: UInt64(index + 1)).high))
      }
      orders += order
    }
    self.orders = orders
  }

  /// The input that a step of a point's walk exchanges.
  public func input(step: Int, point: Int) -> Int { Int(orders[point * inputCount + step]) }

  /// The order of a point.
  public func order(ofPoint point: Int) -> [Int] {
    (0..<inputCount).map { input(step: $0, point: point) }
  }
}
