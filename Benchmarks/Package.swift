// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "filiation-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "filiation", path: ".."),
    // Timing with warm-up and medians; kept out of the main package.
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "Statistics", package: "filiation"),
        .product(name: "Encoder", package: "filiation"),
        .product(name: "Similarity", package: "filiation"),
        .product(name: "Probing", package: "filiation"),
        .product(name: "Panels", package: "filiation"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ])
  ]
)
