import Sampling
import Testing

/// First values of every design and stream, frozen: a change here changes the results of every study and
/// needs a new major version.
@Suite("Value stability")
struct ValueStabilityTests {
  /// Uniforms are exact. Normal numbers go through the system's logarithm, which may differ in the last
  /// bit between machines.
  static let normalTolerance = 1e-15

  @Test func uniformsOfDesigns() throws {
    let frozen: [(DesignSpecification.Kind, UInt64, [Double])] = [
      (
        .random, 0,
        [0.5916622510445207, 0.5002343468431777, 0.5245125822082907, 0.9129032364711979]
      ),
      (
        .random, 1,
        [0.6047131650999046, 0.61363854829121, 0.40153228760515824, 0.8723511082588523]
      ),
      (
        .latin, 0,
        [0.2388687964193732, 0.15862503454915888, 0.7859495317964953, 0.8568643492686068]
      ),
      (
        .latin, 1,
        [0.11672297678884469, 0.09423361003643116, 0.22485440811499124, 0.7077622312226115]
      ),
      (
        .sobol, 0,
        [0.17041218287256965, 0.7591234769086074, 0.9734793909192262, 0.009498586652479823]
      ),
      (
        .sobol, 1,
        [0.009351428510607218, 0.10932054442665973, 0.8178249902375244, 0.08195555974712099]
      ),
    ]
    let key = StreamKey(name: "absorption_speed", dimension: 2)
    for (kind, seed, values) in frozen {
      let design = try Design(.init(kind: kind, futures: 1024, seed: seed))
      var uniforms = [Double](repeating: 0, count: 1024)
      design.uniforms(key, futures: 0..<1024, into: &uniforms)
      #expect([0, 1, 32, 1000].map { uniforms[$0] } == values, "\(kind), seed \(seed)")
    }
  }

  @Test func luck() throws {
    let source = LuckSource(design: try Design(.init(kind: .sobol, futures: 1024, seed: 1)))
    var output = [Double](repeating: 0, count: 64)
    source.fillOnce(
      name: "sector_luck", firstDimension: 192, width: 2, isNormal: false, futures: 100..<132,
      lanes: 32, into: &output)
    #expect(
      [0, 1, 32, 33].map { output[$0] }
        == [0.2621922504245612, 0.41365676245298844, 0.33696041472360305, 0.2471159395832102])
    source.fillSteps(
      name: "demand_noise", width: 2, steps: 1, isNormal: false, futures: 100..<132, lanes: 32,
      into: &output)
    #expect(
      [0, 1, 32, 33].map { output[$0] }
        == [0.017991733407295762, 0.40909442535034024, 0.6627172742590145, 0.555183078704569])
    source.fillSteps(
      name: "demand_noise", width: 2, steps: 1, isNormal: true, futures: 100..<132, lanes: 32,
      into: &output)
    let normals = [
      -2.0971142049890346, -0.22987506763487112, 0.41989049531746014, 0.13876754316611065,
    ]
    for (index, normal) in zip([0, 1, 32, 33], normals) {
      #expect((output[index] - normal).magnitude < Self.normalTolerance * 4)
    }
  }

  @Test func sequences() {
    var first = UniformSequence(CounterStream(name: "many_objective_search", seed: 0), 3, 5)
    let numbers = [first.next(), first.next(), first.next()]
    #expect(numbers == [0.4146631491739833, 0.9686963143448702, 0.7430923415131357])
    #expect(first.next(below: 10) == 9)
    let stream = CounterStream(name: "many_objective_search", seed: 1, replicate: 2)
    var second = UniformSequence(stream, 0)
    #expect([second.next(), second.next()] == [0.8609665898366968, 0.6835508981101043])
  }
}
