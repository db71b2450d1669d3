import NumericCore

/// Draws of luck: random numbers of the world that no amount of knowledge would predict.
///
/// Each stream has numbers of its own, keyed by its name, so that switching one off changes no other draw.
public struct LuckSource: Sendable {
  /// The futures.
  public let design: Design

  /// Luck for the futures of a design.
  public init(design: Design) {
    self.design = design
  }

  /// Writes a stream that is drawn once a future, from the design.
  ///
  /// Column k uses the Sobol' dimension `firstDimension + k` and is scrambled (or, in the other designs,
  /// drawn) with random numbers keyed by the name and k.
  ///
  /// - Parameters:
  ///   - name: the name of the stream.
  ///   - firstDimension: the Sobol' dimension of its first column.
  ///   - width: columns.
  ///   - isNormal: standard normal numbers; otherwise uniforms in (0, 1).
  ///   - futures: consecutive futures, at least one.
  ///   - lanes: column stride; lanes beyond the futures repeat the last one.
  ///   - output: room for `width * lanes` doubles.
  public func fillOnce(
    name: String, firstDimension: Int, width: Int, isNormal: Bool, futures: Range<Int>, lanes: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    precondition(
      !futures.isEmpty && futures.count <= lanes, "futures \(futures) in \(lanes) lanes")
    let key = StreamKey(name: name, dimension: firstDimension)
    for column in 0..<width {
      let target = output + column * lanes
      design.uniforms(key.element(column), futures: futures, into: target)
      LuckSource.finish(target, count: futures.count, lanes: lanes, isNormal: isNormal)
    }
  }

  /// Writes a stream that is drawn at every time step, from the counter-based generator.
  ///
  /// The numbers depend on seed, name, future, step and column alone, and so not on the kind of design:
  /// hundreds of shocks that each matter little are better served by independent numbers than by far
  /// Sobol' dimensions, whose joint uniformity needs more points than a study has. The column of step n
  /// and number c starts at `(n * width + c) * lanes`. Cost: about 2 to 6 ns a uniform.
  ///
  /// - Parameters:
  ///   - name: the name of the stream.
  ///   - width: numbers a step.
  ///   - steps: time steps.
  ///   - isNormal: standard normal numbers; otherwise uniforms in (0, 1).
  ///   - futures: consecutive futures, at least one.
  ///   - lanes: column stride; lanes beyond the futures repeat the last one.
  ///   - output: room for `steps * width * lanes` doubles.
  public func fillSteps(
    name: String, width: Int, steps: Int, isNormal: Bool, futures: Range<Int>, lanes: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    precondition(
      !futures.isEmpty && futures.count <= lanes, "futures \(futures) in \(lanes) lanes")
    let key = StreamKey(name: name, dimension: 0)
    let generator = Philox(
      key: key.derivedWords(seed: design.specification.seed, purpose: .everyStep).0)
    for step in 0..<steps {
      for column in 0..<width {
        let target = output + (step * width + column) * lanes
        PairedUniforms.fill(
          generator, futures: futures, step: step, column: column, into: target)
        LuckSource.finish(target, count: futures.count, lanes: lanes, isNormal: isNormal)
      }
    }
  }

  private static func finish(
    _ target: UnsafeMutablePointer<Double>, count: Int, lanes: Int, isNormal: Bool
  ) {
    if isNormal { Normal.quantiles(inPlace: target, count: count) }
    for lane in count..<lanes { target[lane] = target[count - 1] }
  }
}
