// import scipy.stats as st
// Each law as a frozen SciPy distribution d: uniform(-1, 4), loguniform(0.01, 5), loguniform(2, 2.1),
// norm(1.5, 0.7), truncnorm(-0.5, 2), truncnorm(4, 5.5, 1, 2), truncnorm(-0.1, inf),
// lognorm(0.3, scale=2), triang(0.25, 1, 4), triang(0, 0, 1), beta(2, 4, 1, 4), beta(2.2, 3.8, 0, 1),
// beta(2, 2, 0.03, 0.19), beta(0.5, 3), beta(1, 3), beta(12, 40), gamma(0.5, scale=2),
// gamma(7.3, scale=0.1), weibull_min(1.7, scale=3).
// quantiles: d.ppf at 1e-6, 0.05, 0.3, 0.5, 0.8, 0.999; point: d.ppf(0.37); then d.cdf and d.pdf of that
// point, d.mean() and d.std().
import Sampling

/// Values of distributions by SciPy 1.17.1 with NumPy 2.4.6, made by the calls above.
struct DistributionReference: Sendable {
  let distribution: Distribution
  let quantiles: [Double]
  let point: Double
  let cumulative: Double
  let density: Double
  let mean: Double
  let standardDeviation: Double

  static let uniforms = [1e-06, 0.05, 0.3, 0.5, 0.8, 0.999]

  init(
    _ distribution: Distribution, quantiles: [Double], point: Double, cumulative: Double,
    density: Double, mean: Double, standardDeviation: Double
  ) {
    self.distribution = distribution
    self.quantiles = quantiles
    self.point = point
    self.cumulative = cumulative
    self.density = density
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  static let all: [DistributionReference] = [
    .init(
      .uniform(low: -1, high: 3),
      quantiles: [-0.999996, -0.8, 0.19999999999999996, 1.0, 2.2, 2.996],
      point: 0.48, cumulative: 0.37, density: 0.25,
      mean: 1.0, standardDeviation: 1.1547005383792515),
    .init(
      .logUniform(low: 0.01, high: 5),
      quantiles: [
        0.010000062146274096, 0.01364421330321419, 0.06451950121482161, 0.22360679774997905,
        1.4426999059072143, 4.969023313188983,
      ],
      point: 0.09968249545734861, cumulative: 0.37, density: 1.6142372013835864,
      mean: 0.8029468505450723, standardDeviation: 1.169041580019785),
    .init(
      .logUniform(low: 2, high: 2.1),
      quantiles: [
        2.0000000975803305, 2.004884972459529, 2.0294893908448106, 2.0493901531919194,
        2.079607786802411, 2.099897543154708,
      ],
      point: 2.0364325791103264, cumulative: 0.37000000000000083, density: 10.064626997492882,
      mean: 2.0495934314287885, standardDeviation: 0.028866940831606264),
    .init(
      .normal(mean: 1.5, standardDeviation: 0.7),
      quantiles: [
        -1.827397016176029, 0.3486024611339691, 1.1329196411043714, 1.5, 2.08913486350104,
        3.663162614317469,
      ],
      point: 1.2677026574942283, cumulative: 0.3699999999999999, density: 0.5393843345626925,
      mean: 1.5, standardDeviation: 0.7),
    .init(
      .truncatedNormal(mean: 0, standardDeviation: 1, low: -0.5, high: 2),
      quantiles: [
        -0.49999810060247096, -0.40708397819374237, 0.022940762771432085, 0.3662043543720086,
        1.0089779782538235, 1.987764979734767,
      ],
      point: 0.14073689287402052, cumulative: 0.36999999999999994, density: 0.5907037493590162,
      mean: 0.4457437782725149, standardDeviation: 0.6136724176112496),
    .init(
      .truncatedNormal(mean: 1, standardDeviation: 2, low: 9, high: 12),
      quantiles: [
        9.000000473021204, 9.024229311120902, 9.16711831218511, 9.32193481620486, 9.730460927899964,
        11.648811394040491,
      ],
      point: 9.215886483385686, cumulative: 0.37000000000000094, density: 1.3648120104444843,
      mean: 9.449479488601146, standardDeviation: 0.4262829184718341),
    .init(
      .truncatedNormal(mean: 0, standardDeviation: 1, low: -0.1, high: .infinity),
      quantiles: [
        -0.099998640069691, -0.03218175107499878, 0.3110547867499439, 0.613073355137059,
        1.2374201688049733, 3.2689023176170244,
      ],
      point: 0.4122133199741014, cumulative: 0.36999999999999994, density: 0.6788239701751348,
      mean: 0.7353317485057806, standardDeviation: 0.6210910116793298),
    .init(
      .lognormal(median: 2, sigma: 0.3),
      quantiles: [
        0.48052303499410487, 1.2210255159259944, 1.7088609317060452, 2.0, 2.5744439025850996,
        5.054186311281442,
      ],
      point: 1.8104785029844945, cumulative: 0.37, density: 0.6951551455807193,
      mean: 2.092055719817434, standardDeviation: 0.6420064779006514),
    .init(
      .triangular(low: 1, mode: 2, high: 5),
      quantiles: [
        1.002, 1.4472135954999579, 2.1017246507621126, 2.550510257216822, 3.450806661517033,
        4.890455488498967,
      ],
      point: 2.250454583026496, cumulative: 0.36999999999999994, density: 0.458257569495584,
      mean: 2.666666666666667, standardDeviation: 0.8498365855987975),
    .init(
      .triangular(low: 0, mode: 0, high: 1),
      quantiles: [
        5.000001249699793e-07, 0.025320565519103666, 0.16333997346592444, 0.2928932188134524,
        0.5527864045000421, 0.9683772233983162,
      ],
      point: 0.2062746066806228, cumulative: 0.37, density: 1.5874507866387544,
      mean: 0.3333333333333333, standardDeviation: 0.23570226039551584),
    .init(
      .pert(low: 1, mode: 2, high: 5),
      quantiles: [
        1.001265311285575, 1.3057615656493156, 1.8721076630528988, 2.25524068182279,
        2.9607693718887775, 4.511944681554086,
      ],
      point: 2.0053333669860036, cumulative: 0.36999999999999994, density: 0.5273337735621517,
      mean: 2.333333333333333, standardDeviation: 0.7126966450997984),
    .init(
      .pert(low: 0, mode: 0.3, high: 1),
      quantiles: [
        0.0006425812390762546, 0.09570428352919888, 0.25096665501343607, 0.35099948494911815,
        0.5289370567455235, 0.8963691376284508,
      ],
      point: 0.28608375443675665, cumulative: 0.3699999999999999, density: 2.0115112719849995,
      mean: 0.3666666666666667, standardDeviation: 0.18213896665624071),
    .init(
      .beta(low: 0.03, high: 0.22, alpha: 2, beta: 2),
      quantiles: [
        0.030109717672420485, 0.05571656881260092, 0.09901892330720785, 0.125, 0.1654432621708193,
        0.2165096517668258,
      ],
      point: 0.10836326000022072, cumulative: 0.3699999999999999, density: 7.652618937611677,
      mean: 0.125, standardDeviation: 0.04248529157249601),
    .init(
      .beta(low: 0, high: 1, alpha: 0.5, beta: 3),
      quantiles: [
        2.844444444445522e-13, 0.0007117863263558017, 0.02652228581049731, 0.07903276707617297,
        0.2567723472089895, 0.855447776691985,
      ],
      point: 0.04113896206344358, cumulative: 0.37, density: 4.249677321546608,
      mean: 0.14285714285714285, standardDeviation: 0.1649572197684645),
    .init(
      .beta(low: 0, high: 1, alpha: 1, beta: 3),
      quantiles: [
        3.333334444445062e-07, 0.0169524275084415, 0.11209599825739928, 0.20629947401590026,
        0.4151964523574268, 0.9,
      ],
      point: 0.14273811176866044, cumulative: 0.37, density: 2.2046938350418857,
      mean: 0.25, standardDeviation: 0.19364916731037085),
    .init(
      .beta(low: 0, high: 1, alpha: 12, beta: 40),
      quantiles: [
        0.041876966663064875, 0.1417479700708344, 0.19770700427321025, 0.22729810534569928,
        0.2787578465108582, 0.43292936039190927,
      ],
      point: 0.20833447282287862, cumulative: 0.3700000000000004, density: 6.7515642234071995,
      mean: 0.23076923076923078, standardDeviation: 0.05787344568179067),
    .init(
      .gamma(shape: 0.5, scale: 2),
      quantiles: [
        1.5707963267957187e-12, 0.003932140000019522, 0.14847186183254538, 0.454936423119572,
        1.642374415149818, 10.827566170662733,
      ],
      point: 0.23206075761082937, cumulative: 0.3700000000000001, density: 0.737425004807158,
      mean: 1.0, standardDeviation: 1.4142135623730951),
    .init(
      .gamma(shape: 7.3, scale: 0.1),
      quantiles: [
        0.056359904242728465, 0.34917559818942734, 0.5680426351432497, 0.696950911787562,
        0.9423695298460466, 1.853503702789916,
      ],
      point: 0.6133129253562375, cumulative: 0.3699999999999998, density: 1.5650307243468844,
      mean: 0.73, standardDeviation: 0.2701851217221259),
    .init(
      .weibull(shape: 1.7, scale: 3),
      quantiles: [
        0.0008865630313147689, 0.5227973389511255, 1.6358828402943182, 2.4181830515577625,
        3.969120917663423, 9.350802160132321,
      ],
      point: 1.9048967267877095, cumulative: 0.3699999999999999, density: 0.2597726009337941,
      mean: 2.676733507497972, standardDeviation: 1.620707698881166),
  ]
}
