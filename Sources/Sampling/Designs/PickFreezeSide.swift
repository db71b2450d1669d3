/// One of the two independent samples that a pick-freeze design mixes.
///
/// Side A draws exactly what an ordinary run draws, so that the runs of a finished study are its A
/// rows. Side B draws the same laws from streams of its own: the name of every stream gets the
/// suffix `/b`, and its Sobol' dimension the offset of the design. Both are needed: under one
/// dimension with two scrambles, A and B of a replicate would fall into the same strata together,
/// and the mean of a product of the two could be wrong by as much as the product itself.
///
/// Every future is kept: a draw of side B is again a pure function of seed, stream and future.
public enum PickFreezeSide: Sendable, Hashable, CaseIterable {
  /// The sample that the other runs of a study use.
  case a
  /// The second, independent sample.
  case b

  /// The offset of side B's Sobol' dimensions, unless a design says otherwise: 512.
  ///
  /// The dimensions of a model lie below 512 and there are ``Design/dimensionCount`` of them, so
  /// that both sides fit with room to spare, and the offset need never change as a model gains
  /// factors.
  public static let dimensionOffset = 512

  /// The name under which this side draws a stream: that of a factor, of luck or of the ensemble's
  /// rows.
  public func streamName(_ name: String) -> String {
    self == .a ? name : name + "/b"
  }

  /// The key under which this side draws a stream.
  public func key(_ key: StreamKey, dimensionOffset: Int = Self.dimensionOffset) -> StreamKey {
    self == .a
      ? key : StreamKey(name: streamName(key.name), dimension: key.dimension + dimensionOffset)
  }

  /// The source of a column on this side: constants and columns of an ensemble stay (the ensemble's
  /// rows are chosen by its own key), a law is drawn from this side's stream.
  public func source(
    _ source: ColumnSource, dimensionOffset: Int = Self.dimensionOffset
  ) -> ColumnSource {
    guard case .marginal(let key, let distribution) = source else { return source }
    return .marginal(self.key(key, dimensionOffset: dimensionOffset), distribution)
  }

  /// The copula that gives this side's streams the dependence of the ordinary ones.
  public func copula(_ copula: GaussianCopula) -> GaussianCopula {
    self == .a ? copula : GaussianCopula(copula, names: copula.names.map(streamName))
  }

  /// The draws of this side.
  ///
  /// - Parameters: those of ``DrawSource/init(design:columns:copula:joint:jointKey:)``, as for side
  ///   A.
  /// - Throws: as that initialiser does.
  public func draws(
    design: Design, columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?,
    jointKey: StreamKey = .ensembleRow, dimensionOffset: Int = Self.dimensionOffset
  ) throws -> DrawSource {
    try DrawSource(
      design: design, columns: columns.map { source($0, dimensionOffset: dimensionOffset) },
      copula: copula.map { self.copula($0) }, joint: joint,
      jointKey: key(jointKey, dimensionOffset: dimensionOffset))
  }
}

extension GaussianCopula {
  /// The same dependence between streams of other names.
  init(_ copula: GaussianCopula, names: [String]) {
    precondition(names.count == copula.names.count, "\(names.count) names")
    self.names = names
    correlations = copula.correlations
    wasRepaired = copula.wasRepaired
    largestChange = copula.largestChange
  }
}
