// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nothing benchmarks need ever reaches a user of the package they measure.
let package = Package(
  name: "latecomer-benchmarks",
  dependencies: [
    .package(name: "latecomer", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "MicroBenchmarks",
      dependencies: [
        .product(name: "Analysis", package: "latecomer"),
        .product(name: "Ensembles", package: "latecomer"),
        .product(name: "GrowthModels", package: "latecomer"),
        .product(name: "MachineProbe", package: "latecomer"),
        .product(name: "NumericCore", package: "latecomer"),
        .product(name: "Sampling", package: "latecomer"),
        .product(name: "Scenarios", package: "latecomer"),
        .product(name: "StudyContract", package: "latecomer"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "MergeSimulation",
      dependencies: [
        .product(name: "Ensembles", package: "latecomer"),
        .product(name: "NumericCore", package: "latecomer"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "SensitivityAnalysis",
      dependencies: [
        .product(name: "Analysis", package: "latecomer"),
        .product(name: "Sampling", package: "latecomer"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
