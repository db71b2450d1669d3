// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The batch kernel is one source folder compiled three times, for x86-64-v1, v3 and v4; the program
// picks one at run time. Flags that name a processor are refused by the package manager in versioned
// dependencies, so a package that finds itself checked out as one builds all three at baseline speed.
let isDependency = Context.packageDirectory.contains("/checkouts/")

func processor(_ level: String, vectorBits: Int) -> [SwiftSetting] {
  #if arch(x86_64)
    if isDependency { return [] }
    return [
      .unsafeFlags([
        "-Xcc", "-march=\(level)", "-Xcc", "-mprefer-vector-width=\(vectorBits)",
      ])
    ]
  #else
    return []
  #endif
}

/// The batch kernel's sources in single precision.
let singlePrecision: [SwiftSetting] = [.define("SINGLE_PRECISION")]

let package = Package(
  name: "latecomer",
  products: [
    .executable(name: "latecomer", targets: ["latecomer"]),
    .library(name: "Sampling", targets: ["Sampling"]),
    .library(name: "GrowthModels", targets: ["GrowthModels", "ModelContract"]),
    .library(name: "StudyContract", targets: ["StudyContract"]),
    .library(name: "Ensembles", targets: ["Ensembles"]),
    .library(name: "Analysis", targets: ["Analysis"]),
    .library(name: "Calibration", targets: ["Calibration"]),
    .library(name: "NumericCore", targets: ["NumericCore"]),
    .library(name: "Scenarios", targets: ["Scenarios"]),
    .library(name: "Studies", targets: ["Studies"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "MachineProbe", targets: ["CMachineProbe"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .target(name: "CGrowthKernel"),
    .target(name: "CMachineProbe"),
    .target(name: "CDraws"),
    .target(name: "NumericCore", dependencies: ["COpenBLAS", "CLAPACKE", "CDraws"]),
    .target(name: "Sampling", dependencies: ["NumericCore", "CDraws"]),
    .target(name: "ModelContract", dependencies: ["NumericCore"]),
    .target(
      name: "GrowthKernelBaseline", dependencies: ["CGrowthKernel"],
      path: "Sources/GrowthKernelBaseline"),
    .target(
      name: "GrowthKernelAVX2", dependencies: ["CGrowthKernel"], path: "Sources/GrowthKernelAVX2",
      swiftSettings: processor("x86-64-v3", vectorBits: 256)),
    .target(
      name: "GrowthKernelAVX512", dependencies: ["CGrowthKernel"],
      path: "Sources/GrowthKernelAVX512",
      swiftSettings: processor("x86-64-v4", vectorBits: 512)),
    .target(name: "CGrowthKernelSingle"),
    .target(
      name: "GrowthKernelSingleBaseline", dependencies: ["CGrowthKernelSingle"],
      path: "Sources/GrowthKernelSingleBaseline", swiftSettings: singlePrecision),
    .target(
      name: "GrowthKernelSingleAVX2", dependencies: ["CGrowthKernelSingle"],
      path: "Sources/GrowthKernelSingleAVX2",
      swiftSettings: processor("x86-64-v3", vectorBits: 256) + singlePrecision),
    .target(
      name: "GrowthKernelSingleAVX512", dependencies: ["CGrowthKernelSingle"],
      path: "Sources/GrowthKernelSingleAVX512",
      swiftSettings: processor("x86-64-v4", vectorBits: 512) + singlePrecision),
    .target(
      name: "GrowthModels",
      dependencies: [
        "ModelContract", "NumericCore", "CGrowthKernel", "GrowthKernelBaseline", "GrowthKernelAVX2",
        "GrowthKernelAVX512", "GrowthKernelSingleBaseline", "GrowthKernelSingleAVX2",
        "GrowthKernelSingleAVX512",
      ]),
    .target(name: "StudyContract", dependencies: ["ModelContract", "Sampling", "NumericCore"]),
    .target(
      name: "Ensembles",
      dependencies: ["StudyContract", "ModelContract", "Sampling", "NumericCore"]),
    .target(
      name: "Analysis",
      dependencies: ["Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore"]),
    .target(
      name: "Calibration",
      dependencies: [
        "Analysis", "Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore",
      ]),
    .target(
      name: "Scenarios",
      dependencies: [
        "GrowthModels", "StudyContract", "ModelContract", "Sampling", "NumericCore",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Studies",
      dependencies: [
        "Scenarios", "Calibration", "Analysis", "Ensembles", "GrowthModels", "StudyContract",
        "ModelContract", "Sampling", "NumericCore", "CMachineProbe",
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Studies", "Scenarios", "Calibration", "Analysis", "Ensembles", "StudyContract",
        "ModelContract", "Sampling",
        "NumericCore",
      ]),
    .executableTarget(
      name: "latecomer",
      dependencies: [
        "Studies", "Scenarios", "Reporting", "Calibration", "Analysis", "Ensembles",
        "GrowthModels", "StudyContract", "ModelContract", "Sampling", "NumericCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "NumericCoreTests", dependencies: ["NumericCore"]),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling", "NumericCore", "CDraws"]),
    .testTarget(
      name: "GrowthModelsTests",
      dependencies: [
        "GrowthModels", "ModelContract", "Sampling", "Ensembles", "Analysis", "Scenarios",
        "StudyContract", "NumericCore",
      ],
      resources: [.copy("Reference"), .copy("StylisedFacts")]),
    .testTarget(
      name: "EnsemblesTests",
      dependencies: [
        "Ensembles", "StudyContract", "ModelContract", "Sampling", "GrowthModels", "NumericCore",
      ]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore",
      ]),
    .testTarget(
      name: "CalibrationTests",
      dependencies: [
        "Calibration", "Analysis", "Ensembles", "GrowthModels", "ModelContract", "Sampling",
        "Scenarios", "StudyContract", "NumericCore",
      ],
      exclude: ["Reference"]),
    .testTarget(
      name: "StudyContractTests",
      dependencies: [
        "StudyContract", "GrowthModels", "ModelContract", "Sampling", "NumericCore",
      ]),
    .testTarget(
      name: "ScenariosTests",
      dependencies: ["Scenarios", "StudyContract", "GrowthModels", "ModelContract", "Sampling"],
      exclude: ["Reference"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Calibration", "Analysis", "Ensembles", "StudyContract", "ModelContract",
      ]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Reporting", "Scenarios", "Analysis", "Ensembles", "GrowthModels",
        "StudyContract", "ModelContract", "Sampling",
      ]),
    .testTarget(name: "CommandLineTests", dependencies: ["latecomer"]),
  ],
  swiftLanguageModes: [.v6]
)
