// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The batch kernel is one source folder compiled three times, for x86-64-v1, v3 and v4; the program
// picks one at run time. Flags that name a processor are refused by the package manager in versioned
// dependencies, so a package that finds itself checked out as one builds all three at baseline speed,
// and says so. Dependencies by branch or revision may have flags: LATECOMER_VECTOR_KERNELS=1 in the
// environment of the build asks for them.
let isCheckout =
  Context.packageDirectory.contains("/checkouts/")
  || Context.packageDirectory.contains("/registry/downloads/")
let hasVectorKernels = !isCheckout || Context.environment["LATECOMER_VECTOR_KERNELS"] == "1"

/// One variant of the batch kernel: all of them are the folder Sources/Kernels/GrowthKernel.
func kernel(_ name: String, level: String? = nil, vectorBits: Int = 128, single: Bool = false)
  -> Target
{
  var settings: [SwiftSetting] = single ? [.define("SINGLE_PRECISION")] : []
  #if arch(x86_64)
    if let level, hasVectorKernels {
      settings.append(
        .unsafeFlags([
          "-Xcc", "-march=\(level)", "-Xcc", "-mprefer-vector-width=\(vectorBits)",
        ]))
    }
  #endif
  return .target(
    name: name, dependencies: [single ? "CGrowthKernelSingle" : "CGrowthKernel"],
    path: "Sources/Kernels/\(name)", swiftSettings: settings)
}

/// Condition of what takes part in a run of several processes, which is built on request: it needs an MPI.
let underMPI = TargetDependencyCondition.when(traits: ["MPI"])

/// A target of C, beside the kernels.
func inC(_ name: String) -> Target { .target(name: name, path: "Sources/Kernels/\(name)") }

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
    .library(name: "Scenarios", targets: ["Scenarios", "Countries"]),
    .library(name: "Studies", targets: ["Studies"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "Serving", targets: ["Serving"]),
    .library(name: "MachineProbe", targets: ["CMachineProbe"]),
  ],
  traits: [
    .trait(
      name: "MPI",
      description: "Processes that mpirun starts share the work of a run; needs an MPI."),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/Kernels/COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CLAPACKE", path: "Sources/Kernels/CLAPACKE", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(
      name: "CMPI", path: "Sources/Kernels/CMPI", pkgConfig: "mpi-c",
      providers: [.apt(["libopenmpi-dev"])]),
    .target(
      name: "CMPIShim", dependencies: [.target(name: "CMPI", condition: underMPI)],
      path: "Sources/Kernels/CMPIShim",
      cSettings: [.define("LATECOMER_MPI", .when(traits: ["MPI"]))]),
    inC("CDraws"),
    inC("CGrowthKernel"),
    inC("CGrowthKernelSingle"),
    inC("CMachineProbe"),
    kernel("GrowthKernelBaseline"),
    kernel("GrowthKernelAVX2", level: "x86-64-v3", vectorBits: 256),
    kernel("GrowthKernelAVX512", level: "x86-64-v4", vectorBits: 512),
    kernel("GrowthKernelSingleBaseline", single: true),
    kernel("GrowthKernelSingleAVX2", level: "x86-64-v3", vectorBits: 256, single: true),
    kernel("GrowthKernelSingleAVX512", level: "x86-64-v4", vectorBits: 512, single: true),
    .target(
      name: "NumericCore", dependencies: ["COpenBLAS", "CLAPACKE", "CDraws", "CMachineProbe"]),
    .target(name: "Sampling", dependencies: ["NumericCore", "CDraws", "CMachineProbe"]),
    .target(name: "ModelContract", dependencies: ["NumericCore"]),
    .target(
      name: "GrowthModels",
      dependencies: [
        "ModelContract", "NumericCore", "CGrowthKernel", "CMachineProbe", "GrowthKernelBaseline",
        "GrowthKernelAVX2", "GrowthKernelAVX512", "GrowthKernelSingleBaseline",
        "GrowthKernelSingleAVX2", "GrowthKernelSingleAVX512",
      ]),
    .target(name: "StudyContract", dependencies: ["ModelContract", "Sampling", "NumericCore"]),
    .target(name: "Countries", dependencies: ["NumericCore"]),
    .target(
      name: "Ensembles",
      dependencies: ["StudyContract", "ModelContract", "Sampling", "NumericCore"]),
    .target(
      name: "MPIPeers",
      dependencies: [
        .target(name: "CMPIShim", condition: underMPI), "Ensembles", "NumericCore",
      ]),
    .target(
      name: "Analysis",
      dependencies: ["Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore"]),
    .target(
      name: "Calibration",
      dependencies: [
        "Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore",
      ]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Countries", "Analysis", "GrowthModels", "StudyContract", "ModelContract", "Sampling",
        "NumericCore", .product(name: "Yams", package: "Yams"),
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
        "Countries", "Studies", "Scenarios", "Calibration", "Analysis", "Ensembles",
        "StudyContract", "ModelContract", "Sampling", "NumericCore",
      ]),
    .target(
      name: "Serving",
      dependencies: [
        "Reporting", "Studies", "StudyContract", "Ensembles", "NumericCore",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .executableTarget(
      name: "latecomer",
      dependencies: [
        .target(name: "MPIPeers", condition: underMPI), "Serving", "Studies", "Scenarios",
        "Reporting", "Calibration", "Analysis", "Ensembles",
        "GrowthModels", "StudyContract", "ModelContract", "Sampling", "NumericCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "TestSupport", dependencies: ["Ensembles", "ModelContract", "Sampling", "NumericCore"],
      path: "Tests/TestSupport"),
    .testTarget(name: "NumericCoreTests", dependencies: ["NumericCore"]),
    .testTarget(
      name: "SamplingTests", dependencies: ["Sampling", "NumericCore", "CDraws", "CMachineProbe"]),
    .testTarget(
      name: "GrowthModelsTests",
      dependencies: [
        "Reporting", "GrowthModels", "ModelContract", "Sampling", "Ensembles", "Analysis",
        "Scenarios", "StudyContract", "NumericCore", "TestSupport",
      ],
      resources: [.copy("Reference"), .copy("StylisedFacts")]),
    .testTarget(
      name: "EnsemblesTests",
      dependencies: [
        "Ensembles", "StudyContract", "ModelContract", "Sampling", "GrowthModels", "NumericCore",
        "TestSupport",
      ]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "Ensembles", "StudyContract", "ModelContract", "Sampling", "NumericCore",
        "TestSupport",
      ]),
    .testTarget(
      name: "CalibrationTests",
      dependencies: [
        "Calibration", "Ensembles", "GrowthModels", "ModelContract", "Sampling", "Scenarios",
        "StudyContract", "NumericCore", "TestSupport",
      ],
      exclude: ["Reference"]),
    .testTarget(
      name: "StudyContractTests",
      dependencies: [
        "StudyContract", "GrowthModels", "ModelContract", "Sampling", "NumericCore",
      ]),
    .testTarget(
      name: "ScenariosTests",
      dependencies: [
        "Countries", "Scenarios", "StudyContract", "GrowthModels", "ModelContract", "NumericCore",
        "Sampling", "TestSupport",
      ],
      exclude: ["Reference"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Studies", "Scenarios", "Calibration", "Analysis", "Ensembles",
        "StudyContract", "ModelContract", "Sampling", "NumericCore", "TestSupport",
      ]),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Studies", "Reporting", "Analysis", "Ensembles", "GrowthModels", "StudyContract",
        "ModelContract", "Sampling", "NumericCore", "TestSupport",
      ]),
    .testTarget(
      name: "ServingTests",
      dependencies: [
        "Serving", "Studies", "Ensembles", "StudyContract", "ModelContract", "Sampling",
        "NumericCore", "TestSupport",
      ]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Reporting", "Scenarios", "Analysis", "Ensembles", "GrowthModels",
        "StudyContract", "ModelContract", "NumericCore", "Sampling", "TestSupport",
      ]),
    .target(
      name: "FuzzSupport",
      dependencies: [
        "Serving", "Reporting", "Studies", "Scenarios", "Calibration", "Ensembles", "GrowthModels",
        "StudyContract",
        "NumericCore",
      ], path: "Tests/FuzzSupport"),
    .executableTarget(
      name: "latecomer-fuzz",
      dependencies: [
        "FuzzSupport", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/FuzzProgram"),
    .testTarget(
      name: "FuzzTests", dependencies: ["latecomer-fuzz", "TestSupport"], exclude: ["Corpus"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["latecomer", "TestSupport"], exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
