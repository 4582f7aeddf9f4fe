// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// 130,000 addresses that the dynamic linker sets one by one, and 35,000 exported symbols that nobody looks for, are a
/// sixth of the time that the program takes to start: `lld` packs the former (glibc reads that from 2.36 on), and exports
/// nothing.
let quickStart = [
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic",
]
/// So is loading libraries: those of C and C++ compilers are linked in.
let fewLibraries = ["-L", Context.packageDirectory + "/linking", "-Xclang-linker", "-static-libgcc"]

/// A target of ours: strict settings everywhere, dependencies named by target.
func module(_ name: String, _ targets: [String] = [], packages: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: targets.map { .target(name: $0) } + packages, swiftSettings: strict)
}

/// The unit tests of one target: offline, no server, no clock.
func tests(of name: String, _ targets: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: ([name] + targets).map { .target(name: $0) }, swiftSettings: strict)
}

let package = Package(
    name: "mixarch",
    products: [.executable(name: "mixarch", targets: ["mixarch"])],
    dependencies: [
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Layer 0: foundations.
        module("Platforms", ["Reporting"]),
        module("Reporting"),
        module("RawJSON", ["Reporting"]),
        module("TOML", ["Reporting"]),
        module("XML", ["Reporting"]),
        module(
            "Processes", ["Reporting"],
            packages: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        module(
            "HTTPTransport", ["Reporting"],
            packages: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        // The distribution's libraries that are loaded when they are first needed: their headers are needed to build.
        .target(name: "CLateLibrary"),
        .target(name: "CArchive", dependencies: ["CLateLibrary"]),
        .target(name: "CISAL", dependencies: ["CLateLibrary"]),
        .target(name: "CLibdeflate", dependencies: ["CLateLibrary"]),
        .target(name: "CYAML", dependencies: ["CLateLibrary"]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        module("YAML", ["CYAML", "Reporting"]),
        module(
            "ArchiveIO", ["CArchive", "CISAL", "CLibdeflate", "CZlib", "RawJSON", "Reporting"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),

        module("ScanModel", ["Reporting"]),

        // Layer 1: formats, clients, and what is known of each kind of file.
        module("BinaryInspection", ["Platforms"]),
        module(
            "OCIModel", ["Platforms", "RawJSON", "Reporting"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),
        module(
            "OCIRegistry",
            ["ArchiveIO", "HTTPTransport", "OCIModel", "Platforms", "Processes", "RawJSON", "Reporting", "TOML"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),
        module(
            "AWSClient", ["HTTPTransport", "Processes", "RawJSON", "Reporting", "XML"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),
        module(
            "KubernetesClient", ["HTTPTransport", "Platforms", "Processes", "RawJSON", "Reporting", "YAML"]),
        module("DockerfileModel", ["Platforms", "Reporting"]),
        module("SourceAnalysis", ["Platforms", "Reporting", "ScanModel"]),
        module("ConfigurationAnalysis", ["Platforms", "RawJSON", "Reporting", "ScanModel"]),
        module(
            "DependencyAnalysis",
            ["ConfigurationAnalysis", "Platforms", "RawJSON", "Reporting", "ScanModel", "TOML", "XML"]),

        // Layer 2: workflows.
        module(
            "PortingScan",
            [
                "ArchiveIO", "BinaryInspection", "ConfigurationAnalysis", "DependencyAnalysis", "Platforms", "RawJSON",
                "Reporting", "ScanModel", "SourceAnalysis",
            ]),
        module(
            "ImageBuilding",
            [
                "ArchiveIO", "BinaryInspection", "DockerfileModel", "HTTPTransport", "OCIModel", "OCIRegistry",
                "Platforms",
                "Processes",
                "RawJSON", "Reporting",
            ]),
        module("Rollout", ["HTTPTransport", "KubernetesClient", "Platforms", "RawJSON", "Reporting"]),
        module(
            "Comparison", ["HTTPTransport", "KubernetesClient", "Platforms", "RawJSON", "Reporting"],
            packages: [.product(name: "Histogram", package: "hdrhistogram-swift")]),

        module(
            "NodeGroups", ["AWSClient", "KubernetesClient", "Platforms", "Processes", "RawJSON", "Reporting"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),

        // Layer 3 and 4: what people see.
        module("Console", ["Reporting"]),
        module(
            "ScanReports", ["Console", "Platforms", "PortingScan", "RawJSON", "Reporting", "ScanModel"],
            packages: [.product(name: "Crypto", package: "swift-crypto")]),
        module("ComparisonReports", ["Comparison", "Console", "Reporting", "ScanReports"]),
        module("AuditReports", ["Console", "Platforms", "RawJSON", "Reporting", "Rollout", "ScanReports"]),
        module(
            "Commands",
            [
                "AWSClient", "ArchiveIO", "AuditReports", "CMalloc", "Comparison", "ComparisonReports", "Console",
                "DependencyAnalysis", "DockerfileModel", "HTTPTransport", "ImageBuilding", "KubernetesClient",
                "NodeGroups", "OCIModel", "OCIRegistry", "Platforms", "PortingScan", "Processes", "RawJSON",
                "Reporting",
                "Rollout", "ScanModel", "ScanReports", "YAML",
            ],
            packages: [
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ]),
        .executableTarget(
            name: "mixarch", dependencies: ["Commands"], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(quickStart), .unsafeFlags(fewLibraries, .when(configuration: .release))]),

        tests(of: "Platforms", ["Reporting"]),
        tests(of: "RawJSON", ["Reporting"]),
        tests(of: "TOML", ["Reporting"]),
        tests(of: "YAML", ["Reporting"]),
        tests(of: "HTTPTransport", ["Reporting"]),
        // Archives and binaries built by hand.
        .target(name: "ArchiveTestSupport", path: "Tests/ArchiveTestSupport", swiftSettings: strict),
        tests(of: "ArchiveIO", ["ArchiveTestSupport", "Reporting"]),
        tests(of: "BinaryInspection", ["ArchiveTestSupport", "Platforms"]),
        tests(of: "DockerfileModel", ["Platforms", "Reporting"]),
        tests(of: "OCIModel", ["Platforms", "RawJSON", "Reporting"]),
        tests(of: "OCIRegistry", ["HTTPTransport", "OCIModel", "Platforms", "RawJSON", "Reporting"]),
        tests(of: "AWSClient", ["HTTPTransport", "RawJSON", "Reporting", "XML"]),
        tests(of: "KubernetesClient", ["HTTPTransport", "Platforms", "RawJSON", "Reporting"]),
        .target(
            name: "ScanTestSupport", dependencies: ["Reporting", "ScanModel"], path: "Tests/ScanTestSupport",
            swiftSettings: strict),
        tests(of: "ScanModel", ["Reporting"]),
        tests(of: "SourceAnalysis", ["Platforms", "Reporting", "ScanModel", "ScanTestSupport"]),
        tests(of: "ConfigurationAnalysis", ["Platforms", "Reporting", "ScanModel", "ScanTestSupport"]),
        tests(of: "DependencyAnalysis", ["Platforms", "Reporting", "ScanModel", "ScanTestSupport"]),
        tests(
            of: "PortingScan",
            ["ArchiveTestSupport", "ArchiveIO", "BinaryInspection", "Platforms", "Reporting", "ScanModel"]),
        tests(
            of: "ImageBuilding",
            [
                "ArchiveIO", "BinaryInspection", "DockerfileModel", "HTTPTransport", "OCIModel", "OCIRegistry",
                "Platforms", "Processes",
                "RawJSON", "Reporting",
            ]),
        tests(
            of: "NodeGroups",
            ["AWSClient", "HTTPTransport", "KubernetesClient", "Platforms", "Processes", "RawJSON", "Reporting"]),
        tests(of: "Rollout", ["HTTPTransport", "KubernetesClient", "Platforms", "RawJSON", "Reporting"]),
        tests(of: "Comparison", ["HTTPTransport", "KubernetesClient", "RawJSON", "Reporting"]),
        tests(of: "ComparisonReports", ["Comparison", "Console", "KubernetesClient", "RawJSON", "Reporting"]),
        tests(of: "Console", ["Reporting"]),
        tests(of: "ScanReports", ["Console", "Platforms", "PortingScan", "RawJSON", "Reporting", "ScanModel"]),
        tests(of: "AuditReports", ["Console", "Platforms", "RawJSON", "Reporting", "Rollout"]),
        tests(
            of: "Commands",
            ["AWSClient", "KubernetesClient", "Platforms", "PortingScan", "RawJSON", "Reporting", "Rollout"]),
        // The built program against real servers; skipped, and said so, without MIXARCH_BINARY.
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["AWSClient", "HTTPTransport", "Processes", "RawJSON", "Reporting"],
            swiftSettings: strict),
    ]
)
