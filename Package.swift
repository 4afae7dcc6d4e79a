// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// One product of a dependency, named once.
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdHTTP2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "filiation",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "filiation", targets: ["filiation"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Encoder", targets: ["Encoder"]),
    .library(name: "Probing", targets: ["Probing"]),
    .library(name: "Panels", targets: ["Panels"]),
    .library(name: "Similarity", targets: ["Similarity"]),
  ],
  dependencies: [
    // Commands, options, help texts and usage errors.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Pooled HTTP/1.1 and HTTP/2 with deadlines and proxies, which URLSession on Linux lacks.
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // Byte buffers and HTTP types at the seam of the HTTP client.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // Trust in certificates, for the HTTP client and its tests; already required by it.
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    // SHA-256 of everything recorded, and Ed25519 signatures of what is sealed.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Keys in PEM, and time-stamps; already required by it.
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    // The loopback server that the lab answers from.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    // Silences the server's log; already required by it.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // Subjects that are a local command.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // YAML with line numbers, for study files.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CLapacke", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Statistics", dependencies: ["COpenBLAS", "CLapacke"], swiftSettings: settings),
    .target(name: "Probing", swiftSettings: settings),
    .target(name: "Panels", dependencies: ["Probing", "CZlib"], swiftSettings: settings),
    .systemLibrary(name: "CSynchronize"),
    .target(
      name: "Evidence", dependencies: ["CSynchronize", asn1, crypto], swiftSettings: settings),
    .target(name: "Encoder", dependencies: ["Statistics", crypto], swiftSettings: settings),
    .target(
      name: "Endpoints",
      dependencies: [
        "Probing", "Encoder", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL, subprocess,
      ],
      swiftSettings: settings),
    .target(name: "Similarity", dependencies: ["Probing", "Statistics"], swiftSettings: settings),
    .target(name: "Reporting", dependencies: ["Similarity"], swiftSettings: settings),
    .target(
      name: "Lab", dependencies: ["Probing", "Statistics", hummingbird, logging],
      swiftSettings: settings),
    .executableTarget(
      name: "filiation",
      dependencies: [
        "Probing", "Panels", "Encoder", "Evidence", "Endpoints", "Similarity", "Reporting", "Lab",
        "Statistics", argumentParser, yams,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "ProbingTests", dependencies: ["Probing"], exclude: ["Keys"], swiftSettings: settings),
    .testTarget(name: "PanelsTests", dependencies: ["Panels", "Probing"], swiftSettings: settings),
    .testTarget(
      name: "EvidenceTests", dependencies: ["Evidence"], exclude: ["Outside"],
      swiftSettings: settings),
    .testTarget(
      name: "EncoderTests", dependencies: ["Encoder"], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "EndpointsTests",
      dependencies: [
        "Endpoints", "Probing", hummingbird, hummingbirdCore, hummingbirdHTTP2, hummingbirdTLS,
        logging, nioCore, nioPosix,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SimilarityTests", dependencies: ["Similarity", "Probing", "Statistics", "Panels"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Similarity"], swiftSettings: settings),
    .testTarget(
      name: "LabTests", dependencies: ["Lab", "Probing", "Statistics"], swiftSettings: settings),
    .testTarget(
      name: "FiliationTests",
      dependencies: [
        "filiation", "Probing", "Panels", "Endpoints", "Evidence", "Lab", "Reporting", "Similarity",
        "Statistics", hummingbird, logging, nioCore,
      ],
      exclude: ["Outside"],
      swiftSettings: settings),
  ]
)
